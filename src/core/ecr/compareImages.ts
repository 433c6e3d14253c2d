import * as l10n from '@vscode/l10n';
import { formatMoment, formatSize, shortId } from '../format';
import { escapeMarkdown, markdownTable } from '../markdown';
import type { ManifestFacts } from './imageFacts';
import type { RemoteImage } from './ports';
import type { Finding, Findings } from './scan';
import { scanDetail, severityText, sortFindings } from './scan';

/** One side of a comparison. */
export interface ComparedImage {
  readonly title: string;
  readonly image: RemoteImage;
  readonly facts: ManifestFacts;
  readonly platforms: readonly string[];
  readonly findings: Findings | undefined;
}

/** Two images as a page: what they are, which layers they share, and which findings only one of them has. */
export function comparisonPage(left: ComparedImage, right: ComparedImage): string {
  return [
    `# ${escapeMarkdown(left.title)} · ${escapeMarkdown(right.title)}`,
    markdownTable(['', left.title, right.title].map(escapeMarkdown), factRows(left, right)),
    `## ${l10n.t('Layers')}`,
    layersText(left, right),
    `## ${l10n.t('Findings')}`,
    findingsOf(left, right),
  ].join('\n\n');
}

function factRows(left: ComparedImage, right: ComparedImage): readonly (readonly string[])[] {
  const row = (title: string, of: (each: ComparedImage) => string): readonly string[] => [
    title,
    of(left),
    of(right),
  ];
  return [
    row(l10n.t('Digest'), ({ image }) => `\`${shortId(image.digest)}\``),
    row(l10n.t('Platform'), ({ platforms }) => platforms.join(', ') || '–'),
    row(l10n.t('Size'), ({ image: { bytes } }) => (bytes === undefined ? '–' : formatSize(bytes))),
    row(l10n.t('Pushed'), ({ image: { pushed } }) => (pushed === undefined ? '–' : formatMoment(pushed))),
    row(l10n.t('Manifest'), ({ image: { mediaType } }) => `\`${mediaType ?? '–'}\``),
    row(l10n.t('Findings'), ({ findings }) => (findings ? scanDetail(findings) : l10n.t('not scanned'))),
  ];
}

function layersText(left: ComparedImage, right: ComparedImage): string {
  const theirs = new Set(right.facts.layers.map(({ digest }) => digest));
  const ours = new Set(left.facts.layers.map(({ digest }) => digest));
  const shared = left.facts.layers.filter(({ digest }) => theirs.has(digest));
  const sum = (layers: readonly { readonly bytes: number }[]): string =>
    formatSize(layers.reduce((all, { bytes }) => all + bytes, 0));
  const rows = [
    ...left.facts.layers.map(({ digest, bytes }) => [
      `\`${shortId(digest)}\``,
      formatSize(bytes),
      '✔',
      theirs.has(digest) ? '✔' : '',
    ]),
    ...right.facts.layers
      .filter(({ digest }) => !ours.has(digest))
      .map(({ digest, bytes }) => [`\`${shortId(digest)}\``, formatSize(bytes), '', '✔']),
  ];
  const told = l10n.t(
    'Layers that both have: {0}, {1}. Who has the one image downloads {2} for the other, and {3} the other way round.',
    shared.length,
    sum(shared),
    sum(right.facts.layers.filter(({ digest }) => !ours.has(digest))),
    sum(left.facts.layers.filter(({ digest }) => !theirs.has(digest))),
  );
  const titles = [l10n.t('Layer'), l10n.t('Size'), left.title, right.title].map(escapeMarkdown);
  return `${told}\n\n${markdownTable(titles, rows)}`;
}

function findingsOf(left: ComparedImage, right: ComparedImage): string {
  if (!left.findings || !right.findings)
    return l10n.t('Both have to be scanned before their findings can be compared.');
  const key = ({ name, package: of = '' }: Finding): string => `${name} ${of}`;
  const only = (these: Findings, those: Findings): readonly Finding[] => {
    const known = new Set(those.findings.map(key));
    return sortFindings(
      these.findings.filter((each) => !known.has(key(each))),
      'severity',
    );
  };
  const rows = [
    ...only(left.findings, right.findings).map((each) => [...cells(each), '✔', '']),
    ...only(right.findings, left.findings).map((each) => [...cells(each), '', '✔']),
  ];
  if (rows.length === 0) return l10n.t('Both have the same.');
  const titles = [l10n.t('Severity'), l10n.t('Package'), l10n.t('Finding'), left.title, right.title];
  return markdownTable(titles.map(escapeMarkdown), rows);
}

const cells = ({ severity, package: of = '', name }: Finding): readonly string[] =>
  [severityText(severity), of, name].map(escapeMarkdown);
