import * as l10n from '@vscode/l10n';
import type { Fix } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { contextSources, type ContextSource } from './contextSources';

export const SM606: Rule = {
  id: 'SM606',
  name: 'copy-missing',
  severity: 'warning',
  roles: 'any',
  explanation:
    'COPY takes files from the build context, the folder that `docker build` is given. A file that is not there fails the build. Things that a build makes first, such as wheels and archives, are not looked for.',
  source: 'https://docs.docker.com/build/concepts/context/',
  example: { bad: 'COPY trian.py /opt/ml/code/', good: 'COPY train.py /opt/ml/code/' },
  check: function* (view) {
    const { evidence } = view;
    if (evidence === undefined || !evidence.complete || evidence.context === undefined) return;
    const sources = contextSources(view).filter(({ isPattern, path }) => !isPattern && !isBuilt(path));
    const missing = sources.filter(({ path }) => path !== '.' && !evidence.files.has(path));
    // When nothing is there the context is another one.
    if (missing.length === sources.length && sources.length > 1) return;
    for (const source of missing) {
      const { word } = source;
      yield {
        start: word.start,
        end: word.end,
        message: l10n.t('The build context has no {0}.', source.path),
        fixes: nearFix(view, source),
      };
    }
  },
};

/** Made by other tools before the build, and mostly not in git. */
const isBuilt = (path: string): boolean =>
  /(?:^|\/)(?:dist|build|target|out|bin|node_modules|artifacts?|wheels?|vendor|\.\w+)(?:\/|$)|\.(?:whl|t?gz|tar|zip|jar|war|deb|rpm|so|bin|exe|egg|pkl|pt|pth|onnx|h5|joblib|crt|pem|bz2|xz|model|sif|run)(?:$|\.)/i.test(
    path,
  );

function nearFix({ evidence }: View, { path, word }: ContextSource): readonly Fix[] {
  const files = [...(evidence?.files.keys() ?? [])];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const beside = files.filter((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'));
  const elsewhere = files.filter((file) => file.endsWith(`/${name}`) || file === name);
  const alike =
    nearest(path, beside, name.length > 4 ? 2 : 1) ?? (elsewhere.length === 1 ? elsewhere[0] : undefined);
  const at = word.raw.indexOf(path);
  if (alike === undefined || at < 0) return [];
  const start = word.start + at;
  return [
    {
      title: l10n.t('Copy {0}', alike),
      edits: [{ start, end: start + path.length, text: alike }],
      preferred: beside.includes(alike),
    },
  ];
}
