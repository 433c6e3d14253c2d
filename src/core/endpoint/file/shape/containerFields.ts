import { buildField } from '../../../userFile/fields/buildField';
import type { Fields } from '../../../userFile/shape/shape';
import { either, flag, map, plain, record, text } from '../../../userFile/shape/shape';

const modelFields: Fields = {
  local: {
    shape: text,
    description:
      'A folder with the files of the model, or a `model.tar.gz`, on this machine, relative to this file. Used when the endpoint is local.',
  },
  s3: {
    shape: text,
    description:
      'The model in S3: a `model.tar.gz`, or a prefix that ends with `/`, whose objects are taken as they are. Used on SageMaker, and here when there is no `local`.',
  },
};

/** An image with its model: what a variant has, and each of several containers. */
export const containerFields: Fields = {
  image: {
    shape: text,
    description: 'The image that serves, as `repository:tag`. Give either this or `build`.',
    snippets: [{ label: 'an image', body: '${1:my-serving}:${2:latest}' }],
  },
  build: buildField,
  ecrImage: {
    shape: text,
    description:
      'The image in ECR, when it is not `image`: `<account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag>`. Serving on this machine does not read it.',
  },
  model: {
    shape: either(text, record(modelFields)),
    description:
      'What the container finds in `/opt/ml/model`, read-only. A text is a folder or a `model.tar.gz` on this machine, or an `s3://` address. Without it: the model is in the image.',
    snippets: [
      { label: 'a local folder', body: '${1:ml/model}' },
      { label: 'an archive', body: '${1:model.tar.gz}' },
      {
        label: 'a local folder, and S3 on SageMaker',
        body: { local: '${1:ml/model}', s3: 's3://${2:bucket/model.tar.gz}' },
      },
    ],
  },
  environment: {
    shape: map(plain),
    description:
      'Environment variables of the container: 100 at most, names and values up to 1,024 characters, 32 KB together. No secrets: they would be readable in the model.',
  },
  multiModel: {
    shape: flag,
    description:
      'A multi-model container: `model` is a folder or prefix of many `.tar.gz` archives, loaded when a request names one (`TargetModel`). The image needs the label `com.amazonaws.sagemaker.capabilities.multi-models=true`.',
    default: false,
  },
};

export const memberFields: Fields = {
  name: {
    shape: text,
    description:
      'How requests and logs name this container (ContainerHostname): letters, digits and hyphens, 63 at most. All containers have one, or none; `Direct` needs it.',
  },
  ...containerFields,
};
