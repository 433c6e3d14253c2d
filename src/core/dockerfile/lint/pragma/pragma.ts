import type { Comment, Dockerfile } from '../../syntax';
import type { Role } from '../rule';

/** `# sagemaker: role=train`, `# sagemaker: ignore=SM101,SM102 because …` (the next instruction), `ignore-file=…`. */
export interface Pragma {
  readonly comment: Comment;
  readonly key: string;
  readonly values: readonly string[];
  readonly reason: string;
}

const form = /^sagemaker(?:-lint)?\s*:?\s+([a-z-]+)(?:\s*=\s*([A-Za-z0-9_,-]*))?\s*(.*)$/;

export function pragmasOf({ comments }: Dockerfile): readonly Pragma[] {
  return comments.flatMap((comment) => {
    const [, key, values = '', reason = ''] = form.exec(comment.text) ?? [];
    return key === undefined ? [] : [{ comment, key, values: values.split(',').filter(Boolean), reason }];
  });
}

const roles: readonly Role[] = ['train', 'serve', 'both', 'processing', 'studio', 'none'];

export function roleOf(
  pragmas: readonly Pragma[],
): { readonly role: Role; readonly comment: Comment } | undefined {
  for (const { key, values, comment } of pragmas) {
    const role = key === 'role' ? roles.find((each) => each === values[0]) : undefined;
    if (role !== undefined) return { role, comment };
  }
  return undefined;
}
