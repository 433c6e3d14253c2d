import type { RemotePlace } from './remotePlace';

/** The page of AWS's console; each part of AWS has a domain of its own. */
export function consoleAddress(account: string, { region, repository, digest }: RemotePlace): string {
  const home = `https://${hostOf(region)}/ecr/repositories/private/${account}/${repository}`;
  const inside = digest === undefined ? '' : `/_/image/${digest}/details`;
  return `${home}${inside}?region=${region}`;
}

function hostOf(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}
