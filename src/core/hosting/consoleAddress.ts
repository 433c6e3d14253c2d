import { partitionDomain } from '../aws/partition';

/** Where the endpoint is in AWS's own console. */
export const consoleAddress = (region: string, name: string): string =>
  `https://${region}.${partitionDomain(region)}/sagemaker/home?region=${region}#/endpoints/${encodeURIComponent(name)}`;
