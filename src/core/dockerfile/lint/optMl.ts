/** What SageMaker keeps below /opt/ml, one sentence each, for hovers and completion. English only. */
export const optMlPaths: ReadonlyMap<string, string> = new Map([
  [
    '/opt/ml',
    'Reserved by SageMaker with everything below; put the code of the image elsewhere, or into /opt/ml/code.',
  ],
  [
    '/opt/ml/checkpoints',
    'Checkpoints of a training job, kept in step with S3 and put back after an interruption.',
  ],
  [
    '/opt/ml/code',
    'The code that the training toolkit runs; the one folder below /opt/ml that an image may fill.',
  ],
  ['/opt/ml/config/processingjobconfig.json', 'The description of a processing job.'],
  ['/opt/ml/config/resourceconfig.json', 'The hosts of a processing job.'],
  ['/opt/ml/errors', 'Where model servers leave what went wrong, for the platform to read.'],
  ['/opt/ml/input', 'What a training job is given: configuration and data, mounted at the start.'],
  ['/opt/ml/input/config', 'The configuration of a training job, as JSON files.'],
  [
    '/opt/ml/input/config/checkpointconfig.json',
    'Where the checkpoints of the job are; only when it has them.',
  ],
  [
    '/opt/ml/input/config/hyperparameters.json',
    'The hyperparameters of the job: one object, every value a string.',
  ],
  ['/opt/ml/input/config/init-config.json', 'Settings of the platform; not documented.'],
  [
    '/opt/ml/input/config/inputdataconfig.json',
    'The channels of the job, with their input mode and content type.',
  ],
  [
    '/opt/ml/input/config/resourceconfig.json',
    'The hosts of the job: current_host, hosts and network_interface_name.',
  ],
  ['/opt/ml/input/config/trainingjobconfig.json', 'The description of the job; not documented.'],
  [
    '/opt/ml/input/data',
    'The data of the job: one folder for each channel, or a FIFO for each epoch in Pipe mode.',
  ],
  ['/opt/ml/model', 'Training leaves the model here. An endpoint finds it here, read-only.'],
  ['/opt/ml/models', 'The models of a multi-model endpoint, at /opt/ml/models/NAME/model.'],
  ['/opt/ml/output', 'What a training job leaves behind, besides the model.'],
  ['/opt/ml/output/data', 'Other results of a training job; they become output.tar.gz.'],
  [
    '/opt/ml/output/failure',
    'Why a training job failed; the first 1,024 characters become its FailureReason.',
  ],
  ['/opt/ml/output/message', 'Why a processing job ended; the first kilobyte becomes its ExitMessage.'],
  ['/opt/ml/output/metrics/sagemaker', 'Metrics of the SageMaker SDK.'],
  ['/opt/ml/output/tensorboard', 'TensorBoard logs, sent to S3 while the job runs.'],
  ['/opt/ml/output/tensors', 'Tensors that the debugger saves.'],
  ['/opt/ml/processing', 'The inputs and outputs of a processing job; all of them are below this folder.'],
  ['/opt/ml/processing/input', 'Where processing jobs have their inputs by custom.'],
  ['/opt/ml/processing/output', 'Where processing jobs leave their outputs by custom.'],
]);
