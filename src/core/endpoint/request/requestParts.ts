import type { JsonObject } from '../../json';
import type { Vpc } from '../../userFile/parts';

export function tagsPart(tags: Readonly<Record<string, string>> = {}): JsonObject {
  const entries = Object.entries(tags);
  return entries.length > 0 ? { Tags: entries.map(([Key, Value]) => ({ Key, Value })) } : {};
}

export const vpcPart = (vpc: Vpc | undefined): JsonObject =>
  vpc ? { VpcConfig: { SecurityGroupIds: vpc.securityGroups, Subnets: vpc.subnets } } : {};
