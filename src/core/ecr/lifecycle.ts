import * as l10n from '@vscode/l10n';
import { formatMoment, formatSize, shortId } from '../format';
import { escapeMarkdown, markdownTable } from '../markdown';
import type { RemoteImage } from './ports';

/** What a lifecycle policy would do with the images that are there now. */
export interface LifecyclePreview {
  readonly images: readonly ExpiringImage[];
}

export interface ExpiringImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly pushed: number | undefined;
  /** Of the rule that takes it. */
  readonly priority: number | undefined;
  /** As ECR says: `EXPIRE`, or where it is moved. */
  readonly action: string;
}

export type LifecycleTemplate =
  | { readonly kind: 'none' }
  | { readonly kind: 'keep'; readonly images: number }
  | { readonly kind: 'untagged'; readonly days: number };

/** A policy of one rule, as ECR wants it. */
export function lifecycleText(template: Exclude<LifecycleTemplate, { kind: 'none' }>): string {
  const rule =
    template.kind === 'keep'
      ? {
          rulePriority: 1,
          description: l10n.t('Keep the last {0} images', template.images),
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: template.images },
          action: { type: 'expire' },
        }
      : {
          rulePriority: 1,
          description: l10n.t('Remove untagged images after {0} days', template.days),
          selection: {
            tagStatus: 'untagged',
            countType: 'sinceImagePushed',
            countUnit: 'days',
            countNumber: template.days,
          },
          action: { type: 'expire' },
        };
  return `${JSON.stringify({ rules: [rule] }, undefined, 2)}\n`;
}

export const bytesOf = (preview: LifecyclePreview, images: readonly RemoteImage[]): number => {
  const going = new Set(preview.images.map(({ digest }) => digest));
  return images.reduce((sum, { digest, bytes = 0 }) => sum + (going.has(digest) ? bytes : 0), 0);
};

/** What would go, as a page. */
export function previewText(
  repository: string,
  preview: LifecyclePreview,
  images: readonly RemoteImage[],
): string {
  const title = `# ${escapeMarkdown(l10n.t('What the lifecycle policy takes from {0}', repository))}`;
  if (preview.images.length === 0)
    return `${title}\n\n${l10n.t('Nothing, as the repository is now: it has {0} images.', images.length)}\n`;
  const sizes = new Map(images.map(({ digest, bytes }) => [digest, bytes]));
  const rows = preview.images.map(({ digest, tags, pushed, priority, action }) => {
    const bytes = sizes.get(digest);
    return [
      escapeMarkdown(tags.join(', ') || '–'),
      `\`${shortId(digest)}\``,
      bytes === undefined ? '–' : formatSize(bytes),
      pushed === undefined ? '–' : formatMoment(pushed),
      priority === undefined ? '–' : String(priority),
      action === 'EXPIRE' ? l10n.t('removed') : escapeMarkdown(action.toLowerCase()),
    ];
  });
  const titles = [
    l10n.t('Tags'),
    l10n.t('Digest'),
    l10n.t('Size'),
    l10n.t('Pushed'),
    l10n.t('Rule'),
    l10n.t('Then'),
  ];
  const sum = l10n.t(
    '{0} of {1} images, {2}. ECR does it within a day after the policy is put.',
    preview.images.length,
    images.length,
    formatSize(bytesOf(preview, images)),
  );
  return `${title}\n\n${sum}\n\n${markdownTable(titles, rows)}`;
}
