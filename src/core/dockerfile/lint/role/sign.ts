import * as l10n from '@vscode/l10n';
import type { Range } from '../../text/range';
import type { View } from '../view';

export type RoleView = Omit<View, 'role'>;

export type SignRole = 'train' | 'serve' | 'processing' | 'studio';

/** Something in the file, or beside it, that speaks for a role. */
export interface Sign {
  readonly role: SignRole;
  /** From 1, which alone means nothing, to 4, which alone decides. */
  readonly weight: 1 | 2 | 3 | 4;
  readonly source: 'base' | 'package' | 'variable' | 'start' | 'file';
  /** Only an image for SageMaker has such a thing. */
  readonly isSageMaker: boolean;
  readonly subject: string;
  readonly place: Range | undefined;
}

export function messageOf({ role, subject }: Sign): string {
  switch (role) {
    case 'train':
      return l10n.t('{0} is for training.', subject);
    case 'serve':
      return l10n.t('{0} is for serving.', subject);
    case 'processing':
      return l10n.t('{0} is for processing.', subject);
    case 'studio':
      return l10n.t('{0} is for Studio.', subject);
  }
}

export const fileName = (path: string): string =>
  path.includes('/') ? path.replace(/\/+$/, '').replace(/^.*\//, '') : path;

/** What the name of a program or script tells. `train` and `serve` are what SageMaker itself calls. */
export function nameSign(path: string): Pick<Sign, 'role' | 'weight' | 'isSageMaker'> | undefined {
  const name = fileName(path);
  const lower = name.toLowerCase();
  if (name === 'train' || name === 'serve') return { role: name, weight: 3, isSageMaker: true };
  if (!telling.test(name)) return undefined;
  for (const [form, role, weight] of scripts)
    if (form.test(lower)) return { role, weight, isSageMaker: false };
  return undefined;
}

/** Something of this is in every name that the table knows. */
export const telling =
  /train|serv|predict|inference|model_handler|wsgi|deploy|endpoint|plumber|nginx|dockerd|config|process/i;

const scripts: ReadonlyArray<readonly [RegExp, SignRole, Sign['weight']]> = [
  [/^(?:.*[_-])?train(?:ing|er|_script)?\.(?:py|sh|r)$/, 'train', 2],
  [/^(?:train|training)[_-][\w-]*\.(?:py|sh|r)$/, 'train', 2],
  [
    /^(?:serve|predictor|inference|inference_handler|model_handler|wsgi|deploy|endpoint)\.(?:py|r)$/,
    'serve',
    2,
  ],
  [/^(?:serve|serving|start_server|predict)\.(?:py|sh|r)$/, 'serve', 2],
  [/^(?:plumber\.r|nginx\.conf|dockerd-entrypoint\.py|config\.properties)$/, 'serve', 2],
  [/^(?:pre|post)?[_-]?process(?:ing|or)?(?:[_-][\w-]*)?\.py$/, 'processing', 2],
];
