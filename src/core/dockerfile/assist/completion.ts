import * as l10n from '@vscode/l10n';
import { imageSummary } from '../../prebuilt/imageFacts';
import { prebuiltUris } from '../../prebuilt/prebuiltUris';
import { optMlPaths } from '../lint/optMl';
import { platformVariables } from '../lint/rules/env/platformVariables';
import { capabilityNames } from '../lint/rules/serve/label/capabilities';

export interface Completion {
  readonly kind: 'image' | 'variable' | 'label' | 'path' | 'pragma';
  readonly label: string;
  readonly insert: string;
  readonly detail: string;
  /** How much of the line before the cursor it replaces. */
  readonly replaces: number;
  /** How much after it. */
  readonly replacesAfter?: number;
}

/** What may stand here, from the line up to the cursor: only where SageMaker has something to say. */
export function completionsAt(lineBefore: string, region: string): readonly Completion[] {
  const word = /[^\s=]*$/.exec(lineBefore)?.[0] ?? '';
  const replaces = word.length;
  if (/^\s*#\s*sagemaker/.test(lineBefore)) return pragmas(lineBefore);
  if (/^\s*FROM\s+(?:--\S+\s+)*\S*$/i.test(lineBefore)) return imageCompletions(region, replaces);
  const path =
    /\/opt\/ml[\w./-]*$/.exec(lineBefore)?.[0] ?? (/\/op?t?\/?m?$/.exec(lineBefore)?.[0] || undefined);
  if (path !== undefined) {
    return [...optMlPaths].map(([label, detail]) => ({
      kind: 'path',
      label,
      insert: label,
      detail,
      replaces: path.length,
    }));
  }
  if (/^\s*(?:ENV|ARG)\s+(?:\S+=\S*\s+)*[A-Z_]*$/i.test(lineBefore)) {
    const settable = [...platformVariables].filter(([, { isGiven }]) => !isGiven);
    return settable.map(([label, { meaning }]) => ({
      kind: 'variable',
      label,
      insert: `${label}=`,
      detail: meaning,
      replaces,
    }));
  }
  if (/^\s*LABEL\s+(?:\S+=\S*\s+)*[\w.-]*$/i.test(lineBefore)) {
    const detail = l10n.t('What the container can do, for SageMaker hosting');
    return capabilityNames.map((label) => ({
      kind: 'label',
      label,
      insert: `${label}=true`,
      detail,
      replaces,
    }));
  }
  return [];
}

/** The images of AWS in a region. */
export const imageCompletions = (region: string, replaces: number): readonly Completion[] =>
  prebuiltUris(region).map(({ uri, image }) => ({
    kind: 'image',
    label: uri,
    insert: uri,
    detail: imageSummary(image),
    replaces,
  }));

function pragmas(lineBefore: string): readonly Completion[] {
  const detail = l10n.t('What SageMaker does with this image');
  const typed = /#\s*(sagemaker.*)$/.exec(lineBefore)?.[1] ?? '';
  return ['train', 'serve', 'both', 'processing', 'studio', 'none'].map((role) => {
    const label = `sagemaker: role=${role}`;
    return { kind: 'pragma', label, insert: label, detail, replaces: typed.length };
  });
}
