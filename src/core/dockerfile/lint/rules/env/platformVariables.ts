export interface PlatformVariable {
  /** For hovers and completion, in English only. */
  readonly meaning: string;
  readonly role: 'train' | 'serve' | 'both';
  /** SageMaker or its toolkit sets it when the container starts: not for a Dockerfile. */
  readonly isGiven: boolean;
}

type Row = readonly [name: string, meaning: string];

/** What a Dockerfile or a model may set. */
const forBoth: readonly Row[] = [
  [
    'SAGEMAKER_PROGRAM',
    'The script that the toolkit runs (train) or imports (serve), by its name in the code folder.',
  ],
  ['SAGEMAKER_SUBMIT_DIRECTORY', 'Where the code is: a folder of the image or a tarball in S3.'],
  [
    'SAGEMAKER_CONTAINER_LOG_LEVEL',
    'Log level of the toolkit as a number: 10 debug, 20 info, 30 warning, 40 error.',
  ],
  ['SAGEMAKER_REGION', 'The AWS region in which the container works.'],
  ['SAGEMAKER_BASE_DIR', 'The folder in place of /opt/ml, for tests outside SageMaker.'],
];

const forTraining: readonly Row[] = [
  [
    'SAGEMAKER_TRAINING_MODULE',
    'The framework code that the training toolkit calls, as package.module:function.',
  ],
  ['SAGEMAKER_TRAINING_COMMAND', 'The command that starts the training in place of a script.'],
];

const forServing: readonly Row[] = [
  [
    'SAGEMAKER_SERVING_MODULE',
    'The framework code that starts the model server, as package.module:function.',
  ],
  ['SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT', 'The content type of answers when a request accepts anything.'],
  ['SAGEMAKER_MODEL_SERVER_WORKERS', 'Workers of the model server; one per CPU if not set.'],
  [
    'SAGEMAKER_MODEL_SERVER_TIMEOUT',
    'Seconds after which a worker of the model server counts as hung; 60 if not set.',
  ],
  [
    'SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS',
    'The same timeout in seconds; goes before SAGEMAKER_MODEL_SERVER_TIMEOUT.',
  ],
  ['SAGEMAKER_MODEL_SERVER_VMARGS', 'Options for the Java machine of the model server.'],
  [
    'SAGEMAKER_STARTUP_TIMEOUT',
    'Seconds that the toolkit waits for the model server to start; 600 if not set.',
  ],
  [
    'SAGEMAKER_NGINX_PROXY_READ_TIMEOUT_SECONDS',
    'Seconds that nginx waits for the Python service of TensorFlow Serving.',
  ],
  ['SAGEMAKER_GUNICORN_WORKERS', 'Processes of the Python service before TensorFlow Serving.'],
  ['SAGEMAKER_GUNICORN_THREADS', 'Threads of each process of the Python service.'],
  [
    'SAGEMAKER_GUNICORN_WORKER_CLASS',
    'The kind of gunicorn worker of the Python service; gevent if not set.',
  ],
  [
    'SAGEMAKER_GUNICORN_TIMEOUT_SECONDS',
    'Seconds after which gunicorn kills a worker of the Python service.',
  ],
  ['SAGEMAKER_GUNICORN_LOGLEVEL', 'What the Python service logs: debug, info, warning, error.'],
  [
    'SAGEMAKER_TFS_DEFAULT_MODEL_NAME',
    'The model of TensorFlow Serving that answers when a request names none.',
  ],
  ['SAGEMAKER_TFS_NGINX_LOGLEVEL', 'What nginx before TensorFlow Serving logs: debug, info, warn, error.'],
  ['SAGEMAKER_TFS_INSTANCE_COUNT', 'How many processes of TensorFlow Serving run side by side.'],
  [
    'SAGEMAKER_TFS_FRACTIONAL_GPU_MEM_MARGIN',
    'The share of GPU memory that processes of TensorFlow Serving leave free.',
  ],
  ['SAGEMAKER_TFS_ENABLE_BATCHING', 'true lets TensorFlow Serving put requests together.'],
  ['SAGEMAKER_TFS_MAX_BATCH_SIZE', 'Requests that TensorFlow Serving puts together at most.'],
  ['SAGEMAKER_TFS_BATCH_TIMEOUT_MICROS', 'Microseconds that TensorFlow Serving waits to fill a batch.'],
  ['SAGEMAKER_TFS_NUM_BATCH_THREADS', 'Batches that TensorFlow Serving works on at once.'],
  ['SAGEMAKER_TFS_MAX_ENQUEUED_BATCHES', 'Batches that wait in TensorFlow Serving before it refuses more.'],
  ['SAGEMAKER_TFS_INTER_OP_PARALLELISM', 'Operations that TensorFlow Serving runs side by side.'],
  ['SAGEMAKER_TFS_INTRA_OP_PARALLELISM', 'Threads of TensorFlow Serving for one operation.'],
  ['SAGEMAKER_TFS_WAIT_TIME_SECONDS', 'Seconds to wait until TensorFlow Serving is ready.'],
  ['SAGEMAKER_TS_BATCH_SIZE', 'Requests that TorchServe puts together at most.'],
  ['SAGEMAKER_TS_MAX_BATCH_DELAY', 'Milliseconds that TorchServe waits to fill a batch.'],
  ['SAGEMAKER_TS_MIN_WORKERS', 'The fewest workers of TorchServe for the model.'],
  ['SAGEMAKER_TS_MAX_WORKERS', 'The most workers of TorchServe for the model.'],
  ['SAGEMAKER_TS_RESPONSE_TIMEOUT', 'Seconds after which TorchServe gives a request up.'],
  ['SAGEMAKER_TRITON_DEFAULT_MODEL_NAME', 'The model of Triton that answers when a request names none.'],
  ['SAGEMAKER_TRITON_PING_MODE', 'What /ping asks of Triton: ready (the model) or live (the server).'],
  ['SAGEMAKER_SPARKML_SCHEMA', 'The columns of requests and answers of a SparkML model, as JSON.'],
  ['SAGEMAKER_INFERENCE_SUPPORTED', 'What an Autopilot container can put into its answers.'],
  ['SAGEMAKER_INFERENCE_OUTPUT', 'What an Autopilot container puts into its answers.'],
];

/** What SageMaker sets on endpoints and in batch transform. */
const givenToServers: readonly Row[] = [
  ['SAGEMAKER_BIND_TO_PORT', 'The port to listen on in an inference pipeline; SageMaker sets it.'],
  [
    'SAGEMAKER_SAFE_PORT_RANGE',
    'Ports that a container of an inference pipeline may use besides, as 1000-1999; SageMaker sets it.',
  ],
  ['SAGEMAKER_MULTI_MODEL', 'true on a multi-model endpoint; SageMaker sets it.'],
  ['SAGEMAKER_BATCH', 'true in a batch transform job; SageMaker sets it.'],
  ['SAGEMAKER_MAX_PAYLOAD_IN_MB', 'The largest payload of a batch transform job; SageMaker sets it.'],
  ['SAGEMAKER_BATCH_STRATEGY', 'SINGLE_RECORD or MULTI_RECORD in a batch transform job; SageMaker sets it.'],
  ['SAGEMAKER_MAX_CONCURRENT_TRANSFORMS', 'Requests at once of a batch transform job; SageMaker sets it.'],
];

/** What SageMaker and the training toolkit set in a training container. */
const givenToTraining: readonly Row[] = [
  ['SAGEMAKER_JOB_NAME', 'The name of the training job; the toolkit sets it.'],
  ['SAGEMAKER_METRICS_DIRECTORY', 'Where the SDK writes metrics of the job; SageMaker sets it.'],
  ['SM_HOSTS', 'The names of all hosts of the job, as a JSON list.'],
  ['SM_CURRENT_HOST', 'The name of this host, such as algo-1.'],
  ['SM_CURRENT_HOST_RANK', 'The place of this host in the sorted list of hosts (SDK v3).'],
  ['SM_HOST_COUNT', 'How many hosts the job has (SDK v3).'],
  ['SM_CURRENT_INSTANCE_TYPE', 'The instance type of this host.'],
  ['SM_CURRENT_INSTANCE_GROUP', 'The instance group of this host in a heterogeneous cluster.'],
  ['SM_CURRENT_INSTANCE_GROUP_HOSTS', 'The hosts of the instance group of this host, as a JSON list.'],
  ['SM_INSTANCE_GROUPS', 'The names of the instance groups, as a JSON list.'],
  ['SM_INSTANCE_GROUPS_DICT', 'The instance groups with types and hosts, as JSON by name.'],
  [
    'SM_DISTRIBUTION_INSTANCE_GROUPS',
    'The instance groups that take part in distributed training, as a JSON list.',
  ],
  ['SM_IS_HETERO', 'true in a heterogeneous cluster.'],
  ['SM_NETWORK_INTERFACE_NAME', 'The network interface to the other hosts, such as eth0.'],
  ['SM_TOPOLOGY', 'How the hosts are connected, where SageMaker tells.'],
  ['SM_HPS', 'All hyperparameters, as JSON.'],
  ['SM_USER_ARGS', 'The hyperparameters as command line arguments, as a JSON list.'],
  ['SM_USER_ENTRY_POINT', 'The script that is run, such as train.py.'],
  ['SM_MODULE_NAME', 'The name of the script without its extension.'],
  ['SM_MODULE_DIR', 'Where the code comes from: a folder or an S3 address.'],
  ['SM_FRAMEWORK_MODULE', 'The framework code that runs the script, as module:function.'],
  ['SM_FRAMEWORK_PARAMS', 'The hyperparameters that are for the framework, as JSON.'],
  ['SM_CHANNELS', 'The names of all input channels, as a JSON list.'],
  ['SM_INPUT_DIR', '/opt/ml/input: data and configuration of the job.'],
  ['SM_INPUT_CONFIG_DIR', '/opt/ml/input/config: the configuration files of the job.'],
  ['SM_INPUT_DATA_DIR', '/opt/ml/input/data: a folder for each channel (SDK v3).'],
  ['SM_OUTPUT_DIR', '/opt/ml/output: the failure file and the data folder.'],
  ['SM_OUTPUT_DATA_DIR', '/opt/ml/output/data: becomes output.tar.gz in S3.'],
  ['SM_OUTPUT_INTERMEDIATE_DIR', '/opt/ml/output/intermediate: copied to S3 while the job runs.'],
  [
    'SM_OUTPUT_FAILURE',
    '/opt/ml/output/failure: its first 1024 characters become the reason of failure (SDK v3).',
  ],
  ['SM_MODEL_DIR', '/opt/ml/model: becomes model.tar.gz in S3.'],
  ['SM_RESOURCE_CONFIG', 'resourceconfig.json: the hosts and instances of the job, as JSON.'],
  ['SM_INPUT_DATA_CONFIG', 'inputdataconfig.json: the channels of the job, as JSON.'],
  ['SM_TRAINING_ENV', 'Everything that the toolkit knows of the job, as JSON.'],
  ['SM_NUM_CPUS', 'How many CPUs this host has.'],
  ['SM_NUM_GPUS', 'How many GPUs this host has.'],
  ['SM_NUM_NEURONS', 'How many Neuron cores this host has.'],
  ['SM_LOG_LEVEL', 'Log level of the toolkit as a number.'],
  ['SM_MASTER_ADDR', 'The host that leads distributed training (SDK v3).'],
  ['SM_MASTER_PORT', 'The port of the host that leads distributed training (SDK v3).'],
  ['SM_SOURCE_DIR', 'Where the code is in the container (SDK v3).'],
  ['SM_ENTRY_SCRIPT', 'The script that is run (SDK v3).'],
  ['SM_DISTRIBUTED_CONFIG', 'The settings of distributed training, as JSON (SDK v3).'],
  ['SM_STUDIO_LOCAL_MODE', 'True when local mode runs inside Studio.'],
  ['TRAINING_JOB_NAME', 'The name of the training job; SageMaker sets it.'],
  ['TRAINING_JOB_ARN', 'The ARN of the training job; SageMaker sets it.'],
];

const table = (
  rows: readonly Row[],
  role: PlatformVariable['role'],
  isGiven: boolean,
): ReadonlyArray<readonly [string, PlatformVariable]> =>
  rows.map(([name, meaning]) => [name, { meaning, role, isGiven }]);

/** The names that SageMaker and its toolkits read or set. */
export const platformVariables: ReadonlyMap<string, PlatformVariable> = new Map([
  ...table(forBoth, 'both', false),
  ...table(forTraining, 'train', false),
  ...table(forServing, 'serve', false),
  ...table(givenToServers, 'serve', true),
  ...table(givenToTraining, 'train', true),
]);

const families: ReadonlyArray<readonly [start: string, variable: PlatformVariable]> = [
  ['SM_HP_', { meaning: 'The hyperparameter of that name.', role: 'train', isGiven: true }],
  ['SM_CHANNEL_', { meaning: 'The folder of the input channel of that name.', role: 'train', isGiven: true }],
  [
    'SM_VLLM_',
    { meaning: 'An option of the vLLM server in the image of AWS.', role: 'serve', isGiven: false },
  ],
  [
    'SM_SGLANG_',
    { meaning: 'An option of the SGLang server in the image of AWS.', role: 'serve', isGiven: false },
  ],
  [
    'SM_LLAMA_CPP_',
    { meaning: 'An option of the llama.cpp server in the image of AWS.', role: 'serve', isGiven: false },
  ],
  ['SM_RAYSERVE_', { meaning: 'An option of Ray Serve in the image of AWS.', role: 'serve', isGiven: false }],
  [
    'SAGEMAKER_TFS_',
    { meaning: 'An option of TensorFlow Serving in the image of AWS.', role: 'serve', isGiven: false },
  ],
  [
    'SAGEMAKER_TS_',
    { meaning: 'An option of TorchServe in the image of AWS.', role: 'serve', isGiven: false },
  ],
  [
    'SAGEMAKER_TRITON_',
    { meaning: 'An option of Triton in the image of AWS.', role: 'serve', isGiven: false },
  ],
  [
    'SAGEMAKER_GUNICORN_',
    { meaning: 'An option of the Python service before the model.', role: 'serve', isGiven: false },
  ],
];

/** The meaning of a name, of one of a family too: `SM_CHANNEL_TRAIN`. */
export const platformVariable = (name: string): PlatformVariable | undefined =>
  platformVariables.get(name) ??
  families.find(([start]) => name.startsWith(start) && name.length > start.length)?.[1];
