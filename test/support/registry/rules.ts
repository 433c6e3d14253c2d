// What ECR adds to a plain registry, as a decision on one request. Words and codes are ECR's own.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Rules {
  refuseUnknownRepositories: boolean;
  /** As for somebody who may send layers and not look for them. */
  hideBlobs: boolean;
  readonly valid: Set<string>;
  readonly expired: Set<string>;
  readonly repositories: Set<string>;
  readonly immutable: Set<string>;
}

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly message: string;
}

const account = '123456789012';

export function freshRules(): Rules {
  return {
    refuseUnknownRepositories: true,
    hideBlobs: false,
    valid: new Set(),
    expired: new Set(),
    repositories: new Set(),
    immutable: new Set(),
  };
}

export function issueToken(rules: Rules): string {
  const token = randomBytes(24).toString('base64url');
  rules.valid.add(token);
  return token;
}

export function expireTokens(rules: Rules): void {
  for (const token of rules.valid) rules.expired.add(token);
  rules.valid.clear();
}

/** Why ECR would not let this request through, or nothing. `tagExists` is asked only when the answer matters. */
export async function refusal(
  rules: Rules,
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  tagExists: (repository: string, tag: string) => Promise<boolean>,
): Promise<Refusal | undefined> {
  const denied = refuseToken(rules, request.headers.authorization);
  if (denied) return denied;
  const { repository, tag } = parsePath(request.url ?? '');
  if (repository === undefined) return undefined;
  if (rules.refuseUnknownRepositories && !rules.repositories.has(repository)) {
    const message = `The repository with name '${repository}' does not exist in the registry with id '${account}'`;
    return { status: 404, code: 'NAME_UNKNOWN', message };
  }
  if (rules.hideBlobs && request.method === 'HEAD' && request.url?.includes('/blobs/'))
    return { status: 403, code: 'DENIED', message: 'User is not authorized to perform this action' };
  const overwrites = request.method === 'PUT' && tag !== undefined && rules.immutable.has(repository);
  if (overwrites && (await tagExists(repository, tag))) {
    const message =
      `The image tag '${tag}' already exists in the '${repository}' repository ` +
      'and cannot be overwritten because the tag is immutable.';
    return { status: 400, code: 'TAG_INVALID', message };
  }
  return undefined;
}

/** A token that ECR never gave is asked for again (401); one that is too old is denied (403). */
function refuseToken(rules: Rules, authorization: string | undefined): Refusal | undefined {
  const [, encoded = ''] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
  const [user, token = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  if (user === 'AWS' && rules.valid.has(token)) return undefined;
  if (user === 'AWS' && rules.expired.has(token)) {
    const message = 'Your authorization token has expired. Reauthenticate and try again.';
    return { status: 403, code: 'DENIED', message };
  }
  const challenge = `Basic realm="https://${account}.dkr.ecr.us-east-1.amazonaws.com/",service="ecr.amazonaws.com"`;
  const headers = { 'Www-Authenticate': challenge };
  return { status: 401, headers, code: 'UNAUTHORIZED', message: 'Not Authorized' };
}

function parsePath(url: string): { readonly repository?: string; readonly tag?: string } {
  const [, repository, kind, reference] = /^\/v2\/(.+?)\/(manifests|blobs|tags)\/([^?]*)/.exec(url) ?? [];
  if (repository === undefined) return {};
  const isTag = kind === 'manifests' && reference !== undefined && !reference.includes(':');
  return isTag ? { repository, tag: reference } : { repository };
}
