import * as l10n from '@vscode/l10n';
import type { Report } from '../../finding';
import { speaksFor, type Rule } from '../../rule';
import type { View } from '../../view';
import { copiedTexts } from './places/copiedTexts';

export const SM206: Rule = {
  id: 'SM206',
  name: 'resourceconfig-case',
  severity: 'error',
  roles: 'any',
  explanation:
    'The configuration files of a job are `hyperparameters.json`, `inputdataconfig.json` and `resourceconfig.json`, in small letters, and Linux tells capitals from small letters. Some pages of the documentation write `resourceConfig.json`; no file has that name.',
  source:
    'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html',
  example: {
    bad: 'ENV HOSTS_FILE=/opt/ml/input/config/resourceConfig.json',
    good: 'ENV HOSTS_FILE=/opt/ml/input/config/resourceconfig.json',
  },
  check: function* (view) {
    if (view.role.role === 'none') return;
    yield* inDockerfile(view);
    if (speaksFor({ roles: ['train'] }, view.role.role)) yield* inPrograms(view);
  },
};

const wrong =
  /(?<folder>\/opt\/ml\/(?:input\/)?config\/|config\/)?(?<![\w-])(?<name>resource_?config\.json|input_?data_?config\.json|hyper_?parameters\.json|init_?config\.json|processing_?job_?config\.json)(?![\w.-])/gi;

const right: ReadonlySet<string> = new Set([
  'hyperparameters.json',
  'init-config.json',
  'inputdataconfig.json',
  'processingjobconfig.json',
  'resourceconfig.json',
]);

interface Misspelt {
  readonly at: number;
  readonly name: string;
  readonly meant: string;
  readonly folder: string;
}

function misspeltIn(text: string): readonly Misspelt[] {
  if (!/\.json/i.test(text)) return [];
  return [...text.matchAll(wrong)].flatMap(({ index, groups }) => {
    const { folder = '', name = '' } = groups ?? {};
    const plain = name.toLowerCase().replaceAll('_', '');
    const meant = plain === 'initconfig.json' ? 'init-config.json' : plain;
    return right.has(name) || (name === name.toLowerCase() && folder === '')
      ? []
      : [{ at: index + folder.length, name, meant, folder }];
  });
}

/** Without its folder a name may be a file of the user's own: only the very special ones count. */
function severityOf({ folder, name }: Misspelt, isTraining: boolean): 'error' | 'warning' | undefined {
  if (folder.startsWith('/opt/ml')) return 'error';
  return isTraining || /^(?:resourceConfig|inputDataConfig)\.json$/.test(name) ? 'warning' : undefined;
}

function* inDockerfile(view: View): Generator<Report> {
  const { comments, text } = view.dockerfile;
  const isTraining = speaksFor({ roles: ['train'] }, view.role.role);
  for (const each of misspeltIn(text)) {
    const severity = severityOf(each, isTraining);
    const end = each.at + each.name.length;
    if (
      severity === undefined ||
      comments.some((comment) => comment.start <= each.at && each.at < comment.end)
    )
      continue;
    if (each.folder === '' && isOwnFile(view, each.at)) continue;
    yield {
      start: each.at,
      end,
      message: l10n.t('SageMaker writes {0}; Linux tells capitals from small letters.', each.meant),
      severity,
      fixes: [
        {
          title: l10n.t('Rename to {0}', each.meant),
          edits: [{ start: each.at, end, text: each.meant }],
          preferred: true,
        },
      ],
    };
  }
}

/** What COPY takes from the context may have any name. */
const isOwnFile = ({ instructions }: View, at: number): boolean =>
  instructions.some(({ name, start, end }) => (name === 'COPY' || name === 'ADD') && start <= at && at < end);

function* inPrograms(view: View): Generator<Report> {
  for (const { path, text, word } of copiedTexts(view)) {
    if (!/\.(?:py|sh|R|js|ts)$|(?:^|\/)train$/.test(path)) continue;
    const [first, ...more] = misspeltIn(text).filter(({ folder }) => folder !== '');
    if (first === undefined || text.includes(first.meant)) continue;
    yield {
      start: word.start,
      end: word.end,
      message: l10n.t('{0} reads {1}, but SageMaker writes {2}.', path, first.name, first.meant),
      fixes: [
        {
          title: l10n.t('Rename to {0} in {1}', first.meant, path),
          edits: [],
          files: [first, ...more].map(({ at, name, meant }) => ({
            kind: 'replace',
            path,
            start: at,
            end: at + name.length,
            text: meant,
          })),
          preferred: true,
        },
      ],
    };
  }
}
