import type { JsonObject } from '../../json';
import { given } from '../../json';
import type { Container, EndpointFile, Member, Variant } from '../file/endpointFile';
import { isArchive } from '../file/modelKind';
import { tagsPart, vpcPart } from './requestParts';

/** The CreateModel request of a variant. What the file does not say is left out. */
export function createModel(endpoint: EndpointFile, variant: Variant, name: string): JsonObject {
  const { cloud, networkIsolation } = endpoint;
  return {
    ModelName: name,
    ...given({ ExecutionRoleArn: cloud?.role }),
    ...containersPart(variant),
    ...vpcPart(cloud?.vpc),
    ...(networkIsolation ? { EnableNetworkIsolation: true } : {}),
    ...tagsPart(cloud?.tags),
  };
}

function containersPart({ serving }: Variant): JsonObject {
  if (serving.kind === 'one') return { PrimaryContainer: definition(serving.container) };
  return {
    Containers: serving.containers.map(definition),
    InferenceExecutionConfig: { Mode: serving.invocation },
  };
}

function definition(container: Container & Pick<Member, 'name'>): JsonObject {
  const { environment, multiModel, name, image, ecrImage } = container;
  return {
    ...given({ ContainerHostname: name, Image: ecrImage ?? image }),
    ...(multiModel ? { Mode: 'MultiModel' } : {}),
    ...modelPart(container),
    ...(Object.keys(environment).length > 0 ? { Environment: environment } : {}),
  };
}

/** Many models are a prefix in the old form; a single one that is no archive has only the new form. */
function modelPart({ model, multiModel }: Container): JsonObject {
  const address = model?.s3;
  if (address === undefined) return {};
  const prefix = address.endsWith('/') ? address : `${address}/`;
  if (multiModel) return { ModelDataUrl: prefix };
  if (isArchive(address)) return { ModelDataUrl: address };
  return {
    ModelDataSource: {
      S3DataSource: { S3Uri: prefix, S3DataType: 'S3Prefix', CompressionType: 'None' },
    },
  };
}
