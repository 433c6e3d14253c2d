import * as l10n from '@vscode/l10n';

/** A word for what the user can do next. The editor maps it to a button, the CLI to a hint line. */
export type Remedy =
  | 'start-docker'
  | 'switch-context'
  | 'docker-docs'
  | 'permission-docs'
  | 'force-remove'
  | 'prune-images'
  | 'prune-cache'
  | 'trust-workspace'
  | 'retry'
  | 'show-log';

const remediesByKind = {
  'docker-stopped': ['start-docker', 'switch-context', 'docker-docs'],
  'docker-denied': ['permission-docs', 'switch-context'],
  'docker-context': ['switch-context', 'docker-docs'],
  'docker-failed': ['retry', 'show-log'],
  'image-missing': [],
  'image-in-use': ['force-remove'],
  'image-busy': [],
  'no-shell': [],
  'build-failed': ['show-log'],
  'builder-missing': [],
  'disk-full': ['prune-images', 'prune-cache'],
  'bad-name': [],
  'bad-usage': [],
  'file-unreadable': [],
  'file-unwritable': [],
  'bad-run-file': [],
  'bad-template': [],
  'data-missing': [],
  'folder-unseen': ['switch-context'],
  'run-gone': [],
  'bad-model': [],
  'port-taken': [],
  'serving-failed': ['show-log'],
  'push-refused': [],
  'push-expired': ['retry'],
  'push-failed': ['retry', 'show-log'],
  'aws-credentials': ['retry'],
  'aws-denied': [],
  'aws-unreachable': ['retry'],
  'aws-failed': ['retry', 'show-log'],
  'endpoint-busy': ['retry'],
  'endpoint-failed': ['show-log'],
  'aws-refused': [],
  'transform-refused': [],
  'gpu-absent': [],
  'gpu-failed': ['retry', 'show-log'],
  'container-gone': [],
  untrusted: ['trust-workspace'],
} as const satisfies Record<string, readonly Remedy[]>;

export type ProblemKind = keyof typeof remediesByKind;

/** A failure that the user can meet. Anything thrown that is not a Problem (or an abort) is a bug. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly remedies: readonly Remedy[];

  constructor(kind: ProblemKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Problem';
    this.kind = kind;
    this.remedies = remediesByKind[kind];
  }
}

/** Cancelling is neither an error nor a message. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What a person in a terminal can do about it, one line per remedy. */
export function hint(remedy: Remedy): string {
  switch (remedy) {
    case 'start-docker':
      return l10n.t('Start Docker and try again.');
    case 'switch-context':
      return l10n.t('Choose another engine: docker context use NAME, or set DOCKER_HOST.');
    case 'docker-docs':
      return l10n.t('Docker installation: {0}', documentation['docker-docs']);
    case 'permission-docs':
      return l10n.t('Let your user talk to Docker: {0}', documentation['permission-docs']);
    case 'force-remove':
      return l10n.t('Remove the containers that use the image first.');
    case 'prune-images':
      return l10n.t('Free space, for example with: docker image prune');
    case 'prune-cache':
      return l10n.t('Remove what builds keep: docker builder prune');
    case 'trust-workspace':
      return l10n.t('Trust the workspace first.');
    case 'retry':
      return l10n.t('Try again.');
    case 'show-log':
      return l10n.t('The log has the details.');
  }
}

export const documentation = {
  'docker-docs': 'https://docs.docker.com/get-started/get-docker/',
  'permission-docs': 'https://docs.docker.com/engine/install/linux-postinstall/',
} as const;
