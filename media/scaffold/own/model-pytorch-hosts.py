        # Among several processes: the mean of their gradients after each batch, and the same start for all.
        is_among = torch.distributed.is_initialized()
        self.learner = nn.parallel.DistributedDataParallel(self.network) if is_among else self.network
