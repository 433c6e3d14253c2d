import * as l10n from '@vscode/l10n';
import type { JsonValue } from '../json';
import { at, isList } from '../json';
import type { PolicyKind } from './ports';

/** A policy of a repository as a file of the editor. */
export interface PolicyPlace {
  readonly kind: PolicyKind;
  readonly region: string;
  readonly repository: string;
}

const endings = { lifecycle: '.ecr-lifecycle.json', access: '.ecr-policy.json' } as const;

/** `/eu-west-1/team/iris/iris.ecr-lifecycle.json`: the schema goes by the ending, and the tab by the last part. */
export function policyPath({ kind, region, repository }: PolicyPlace): string {
  const name = repository.split('/').at(-1) ?? repository;
  return `/${region}/${repository}/${name}${endings[kind]}`;
}

export function policyPlace(path: string): PolicyPlace | undefined {
  const [, region = '', ...rest] = path.split('/');
  const kind = (['lifecycle', 'access'] as const).find((each) => path.endsWith(endings[each]));
  const repository = rest.slice(0, -1).join('/');
  return kind && repository !== '' ? { kind, region, repository } : undefined;
}

const lists = { lifecycle: 'rules', access: 'Statement' } as const;

/** What a repository without a policy begins with. */
export const emptyPolicy = (kind: PolicyKind): string =>
  `${JSON.stringify(kind === 'lifecycle' ? { rules: [] } : { Version: '2012-10-17', Statement: [] }, undefined, 2)}\n`;

export type PolicyText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'policy'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string };

/** What is to be put: a policy without rules is none. */
export function readPolicy(kind: PolicyKind, text: string): PolicyText {
  try {
    const value: JsonValue = JSON.parse(text);
    const list = at(value, lists[kind]);
    if (!isList(list)) return { kind: 'wrong', message: l10n.t('There is no list {0}.', lists[kind]) };
    return list.length === 0 ? { kind: 'empty' } : { kind: 'policy', text: JSON.stringify(value) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { kind: 'wrong', message: l10n.t('This is not JSON: {0}', reason) };
  }
}

/** ECR gives it in one line. */
export function layOut(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
  } catch {
    return text;
  }
}
