
    def parameters(self) -> list:
        """What the hosts average after an epoch: lists of numbers."""
        return [self.classifier.coef_.tolist(), self.classifier.intercept_.tolist()]

    def take(self, parameters: list) -> None:
        """Goes on from these."""
        coefficients, intercepts = parameters
        self.classifier.coef_ = np.array(coefficients)
        self.classifier.intercept_ = np.array(intercepts)
