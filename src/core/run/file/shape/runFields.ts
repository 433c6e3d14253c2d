import { buildField } from '../../../userFile/fields/buildField';
import { channel } from './channelFields';
import { cloudFields, localFields } from './placeFields';
import type { Fields } from '../../../userFile/shape/shape';
import { anything, either, flag, list, map, plain, record, text, whole } from '../../../userFile/shape/shape';

const metricFields: Fields = {
  name: { shape: text, required: true, description: 'The name of the metric, 255 characters at most.' },
  regex: {
    shape: text,
    required: true,
    description:
      'A regular expression over each line of the log; its first group `( )` is the value. 500 characters at most. In JSON every backslash is written twice: `\\\\d`.',
  },
};

const sourceFields: Fields = {
  folder: { shape: text, required: true, description: 'The folder with the code, relative to this file.' },
  entry: {
    shape: text,
    required: true,
    description: 'The program in that folder: a `.py` or a `.sh` file.',
    default: 'train.py',
  },
};

const checkpointFields: Fields = {
  local: {
    shape: text,
    description:
      'A folder on this machine that keeps checkpoints between runs. Without it: a folder of the run.',
  },
  s3: {
    shape: text,
    description:
      'Where SageMaker keeps checkpoints: `s3://bucket/prefix`. It writes there while the job trains.',
  },
  path: {
    shape: text,
    description: 'Where the container sees its checkpoints.',
    default: '/opt/ml/checkpoints',
  },
};

/** Every key of a run file. */
export const runFields: Fields = {
  $schema: { shape: text, description: 'The JSON Schema of this file; only editors read it.' },
  name: {
    shape: text,
    description:
      'What the job is called: letters, digits and hyphens, 63 at most. Without it: the name of this file.',
  },
  image: {
    shape: text,
    description: 'The image to train in, as `repository:tag`. Give either this or `build`.',
    snippets: [{ label: 'an image', body: '${1:my-training}:${2:latest}' }],
  },
  build: buildField,
  entrypoint: {
    shape: list(text),
    description:
      'Replaces the entry point of the image (ContainerEntrypoint): 1 to 100 words of 256 characters at most. Without it and `arguments`, the container gets the word `train`.',
  },
  arguments: {
    shape: list(text),
    description:
      'Replaces the word `train` that SageMaker gives to the container (ContainerArguments): 1 to 100 words of 256 characters at most.',
  },
  hyperparameters: {
    shape: map(anything),
    description:
      'What `/opt/ml/input/config/hyperparameters.json` holds: 100 at most, keys up to 256 and values up to 2,500 characters. SageMaker knows only texts: a number, list or object arrives as its JSON.',
    snippets: [{ label: 'hyperparameters', body: { '${1:epochs}': '${2:10}' } }],
  },
  channels: {
    shape: map(either(text, channel)),
    description:
      'Input data by channel, 1 to 20: the container finds `/opt/ml/input/data/<channel>`. A text is a folder on this machine, or an `s3://` address. Names have letters, digits, `_`, `-` and `.`, 64 at most.',
    snippets: [
      { label: 'a local folder', body: { '${1:train}': '${2:data/train}' } },
      {
        label: 'a local folder, and S3 on SageMaker',
        body: { '${1:train}': { local: '${2:data/train}', s3: 's3://${3:bucket/prefix}' } },
      },
    ],
  },
  environment: {
    shape: map(plain),
    description:
      'Environment variables of the container: 100 at most, names up to 512 letters, digits and `_`, values up to 512 characters. No secrets: they would be readable in the job. For AWS use `local.awsCredentials`.',
  },
  metrics: {
    shape: list(record(metricFields)),
    description: 'What to read out of the log as metrics, 40 at most.',
    snippets: [{ label: 'a metric', body: [{ name: '${1:loss}', regex: '${1:loss}=([0-9.]+)' }] }],
  },
  source: {
    shape: record(sourceFields),
    description:
      "Script mode: a folder of code for images with SageMaker's training toolkit. The container finds it in `/opt/ml/code`, and the hyperparameters `sagemaker_program` and `sagemaker_submit_directory` name it.",
    snippets: [{ label: 'a script', body: { folder: '${1:src}', entry: '${2:train.py}' } }],
  },
  checkpoints: {
    shape: either(flag, record(checkpointFields)),
    description:
      'Keeps `/opt/ml/checkpoints` when a job is interrupted and starts again. `true` for a folder of the run.',
    default: true,
  },
  networkIsolation: {
    shape: flag,
    description:
      'The container reaches nothing but the other containers of its job (EnableNetworkIsolation).',
    default: false,
  },
  maxRuntime: {
    shape: whole(1),
    description:
      'Seconds until the job is stopped: SIGTERM, 120 seconds to finish, SIGKILL. Without it: no limit here, 86,400 (a day) on SageMaker.',
  },
  local: { shape: record(localFields), description: 'What only this machine needs to know.' },
  cloud: {
    shape: record(cloudFields),
    description: 'What only SageMaker needs to know. Training on this machine reads nothing of it.',
    snippets: [
      {
        label: 'a job',
        body: {
          role: '${1:arn:aws:iam::111122223333:role/service-role/my-role}',
          instanceType: '${2:ml.m5.xlarge}',
          output: 's3://${3:bucket/prefix}',
        },
      },
    ],
  },
};
