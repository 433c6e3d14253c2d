import { readSetting } from './settings';

/** The regions that are shown side by side; undefined for the one that the AWS command line would take. */
export function wantedRegions(): ReadonlyArray<string | undefined> {
  const listed = [...new Set(readSetting('aws.regions').filter(Boolean))];
  return listed.length > 0 ? listed : [readSetting('aws.region') || undefined];
}
