import type { Channel, RunFile } from '../file/runFile';
import { hyperparameterTexts } from '../hyperparameters';
import { mapValues } from '../../json';

export const networkInterface = 'eth0';
const groupName = 'homogeneousCluster';

/** AWS sorts hosts as texts: algo-1, algo-10, algo-2. */
export const hostNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `algo-${index + 1}`).toSorted();

/** The files of `/opt/ml/input/config`, by name, as a training job finds them. */
export function configFiles(
  run: RunFile,
  place: { readonly host: string; readonly hosts: readonly string[]; readonly instanceType: string },
): Readonly<Record<string, string>> {
  const files: Record<string, unknown> = {
    'hyperparameters.json': hyperparameterTexts(run),
    'resourceconfig.json': {
      current_group_name: groupName,
      current_host: place.host,
      current_instance_type: place.instanceType,
      hosts: place.hosts,
      instance_groups: [
        { hosts: place.hosts, instance_group_name: groupName, instance_type: place.instanceType },
      ],
      network_interface_name: networkInterface,
      topology: null,
    },
    'inputdataconfig.json': mapValues(run.channels, channelConfig),
    'metric-definition-regex.json': run.metrics.map(({ name, regex }) => ({ Name: name, Regex: regex })),
  };
  if (run.checkpoints) files['checkpointconfig.json'] = { LocalPath: run.checkpoints.path };
  return mapValues(files, (content) => JSON.stringify(content));
}

function channelConfig(channel: Channel): Readonly<Record<string, string>> {
  return {
    TrainingInputMode: channel.mode,
    S3DistributionType: channel.distribution,
    RecordWrapperType: channel.recordWrapper,
    ...(channel.contentType === undefined ? {} : { ContentType: channel.contentType }),
  };
}
