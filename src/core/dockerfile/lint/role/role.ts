import * as l10n from '@vscode/l10n';
import type { Range } from '../../text/range';
import { pragmasOf, roleOf } from '../pragma/pragma';
import { guessRole } from './guess';
import type { Role } from '../rule';
import type { View } from '../view';

/** What we think SageMaker does with the image, and why. */
export interface InferredRole {
  readonly role: Role;
  /** The user said so: then nothing is guessed. */
  readonly stated: boolean;
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly message: string;
  /** The place in the Dockerfile that tells; undefined for a setting or another file. */
  readonly place: Range | undefined;
}

export function inferRole(view: Omit<View, 'role'>): InferredRole {
  const stated = roleOf(pragmasOf(view.dockerfile));
  if (stated) {
    return {
      role: stated.role,
      stated: true,
      reasons: [{ message: l10n.t('A comment says so.'), place: stated.comment }],
    };
  }
  const { role } = view.options;
  if (role !== undefined)
    return { role, stated: true, reasons: [{ message: l10n.t('A setting says so.'), place: undefined }] };
  return guessRole(view);
}
