import * as l10n from '@vscode/l10n';
import { parseEcrUri } from './ecrUri';
import { prebuiltImage, type PrebuiltImage } from './prebuiltImage';
import { publicRegistry } from './prebuiltUris';

/** What is known of an image by its reference alone, in Markdown, a paragraph each; nothing of one that does not lie with AWS. */
export function imageFacts(reference: string, now: number): readonly string[] {
  const uri = parseEcrUri(reference);
  if (uri) {
    const image = uri.tag && prebuiltImage(uri.repository.text, uri.tag.text);
    return [...(image ? facts(image, now) : []), l10n.t('Account {0} in {1}', uri.account, uri.region.text)];
  }
  const [, repository = '', tag = ''] = publicForm.exec(reference) ?? [];
  const image = prebuiltImage(repository, tag);
  return image ? facts(image, now) : [];
}

const publicForm = new RegExp(`^${publicRegistry.replaceAll('.', '\\.')}/([^:@\\s]+):([^@\\s]+)`);

/** In a few words, beside its name in a list. */
export const imageSummary = ({ framework, version, processor, python }: PrebuiltImage): string =>
  [`${framework} ${version}`, processor, python ?? ''].filter(Boolean).join(' · ');

function facts(image: PrebuiltImage, now: number): readonly string[] {
  const { framework, version, processor, python, cuda, endOfPatch } = image;
  const holds = [
    `**${framework} ${version}**`,
    processor,
    ...(python === undefined ? [] : [l10n.t('Python {0}', python.replace(/^py(\d)/, '$1.'))]),
    ...(cuda === undefined ? [] : [l10n.t('CUDA {0}', cuda.replace(/^cu(\d+)(\d)$/, '$1.$2'))]),
  ].join(' · ');
  if (endOfPatch === undefined) return [holds];
  const isOver = Date.parse(endOfPatch) < now;
  const patched = isOver
    ? l10n.t('No longer patched by AWS since {0}', endOfPatch)
    : l10n.t('Patched by AWS until {0}', endOfPatch);
  return [holds, patched];
}
