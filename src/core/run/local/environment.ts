import type { RunFile } from '../file/runFile';
import { networkInterface } from './configFiles';

/** Nobody's account: a name in an ARN that belongs to this machine. */
const localAccount = '000000000000';

/** What the platform sets, and over it what the run file says. `SM_*` come from the toolkit in the image, not from here. */
export function localEnvironment(
  run: RunFile,
  job: { readonly jobName: string; readonly region: string },
): Readonly<Record<string, string>> {
  return {
    TRAINING_JOB_NAME: job.jobName,
    TRAINING_JOB_ARN: `arn:aws:sagemaker:${job.region}:${localAccount}:training-job/${job.jobName}`,
    AWS_REGION: job.region,
    SAGEMAKER_METRICS_DIRECTORY: '/opt/ml/output/metrics/sagemaker',
    DMLC_INTERFACE: networkInterface,
    ...(run.local.gpus === 'none' ? { NVIDIA_VISIBLE_DEVICES: 'void' } : {}),
    ...run.environment,
  };
}
