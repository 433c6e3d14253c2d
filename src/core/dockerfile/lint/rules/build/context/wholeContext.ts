import * as l10n from '@vscode/l10n';
import type { Evidence, FileFact } from '../../../evidence';
import type { Rule } from '../../../rule';
import { contextSources } from './contextSources';
import { ignoreFix } from './ignoreFile';

const megabyte = 1024 * 1024;

export const SM608: Rule = {
  id: 'SM608',
  name: 'context-huge',
  severity: 'warning',
  roles: 'any',
  explanation:
    'A COPY of everything sends and keeps everything: data, models, archives and the history of git. Builds and pushes get slow, and an endpoint starts late. `.dockerignore` leaves such things out.',
  source: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  example: { bad: 'COPY . /opt/program', good: 'COPY src /opt/program' },
  check: function* (view) {
    const { evidence } = view;
    if (evidence === undefined) return;
    const all = contextSources(view).find(({ path }) => path === '.');
    if (all === undefined) return;
    const heavy = heavyIn(evidence);
    if (heavy.length === 0 && evidence.bytes <= 500 * megabyte) return;
    const size = `${Math.round(evidence.bytes / megabyte)} MB`;
    yield {
      start: all.word.start,
      end: all.word.end,
      message:
        heavy.length === 0
          ? l10n.t('This copies the whole context: {0}.', size)
          : l10n.t('This copies {0} along with the program.', heavy.join(', ')),
      fixes: ignoreFix(view, heavy),
    };
  },
};

/** Names at the top of the context that hold more than 50 MB of what no program needs. */
function heavyIn({ files, isIgnored }: Evidence): readonly string[] {
  const sizes = new Map<string, number>();
  for (const [path, { kind, bytes }] of files) {
    if (kind === 'folder' || bytes === 0) continue;
    const [top = ''] = path.split('/');
    if (!weights.test(path) && !folders.has(top)) continue;
    if (isIgnored(path)) continue;
    const name = folders.has(top) ? top : path;
    sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  }
  return [...sizes].filter(([, bytes]) => bytes > 50 * megabyte).map(([name]) => name);
}

const folders: ReadonlySet<string> = new Set(['.git', '.venv', 'data', 'datasets', 'node_modules', 'venv']);

const weights = /\.(?:tar\.gz|tgz|zip|pt|pth|ckpt|safetensors|h5|onnx|parquet|gguf)$/;

export const SM609: Rule = {
  id: 'SM609',
  name: 'secrets-in-context',
  severity: 'warning',
  roles: 'any',
  explanation:
    'Whoever may pull the image may read every file in it, in every layer. Keys and passwords belong into `.dockerignore`; on SageMaker the execution role gives access.',
  source: 'https://docs.docker.com/build/building/secrets/',
  example: {
    bad: '# beside .env\nCOPY . /opt/program',
    good: '# .dockerignore has .env\nCOPY . /opt/program',
  },
  check: function* (view) {
    const { evidence } = view;
    if (evidence === undefined) return;
    for (const { path, word } of contextSources(view)) {
      const fact = evidence.files.get(path);
      if (path !== '.' && fact?.kind !== 'folder') continue;
      const secrets = [...evidence.files].flatMap(([each, about]) =>
        (path === '.' || each.startsWith(`${path}/`)) && isSecret(each, about) && !evidence.isIgnored(each)
          ? [each]
          : [],
      );
      if (secrets.length === 0) continue;
      yield {
        start: word.start,
        end: word.end,
        message: l10n.t(
          'This puts {0} into the image, for everybody who may pull it.',
          secrets.slice(0, 3).join(', '),
        ),
        fixes: ignoreFix(view, secrets),
      };
      return;
    }
  },
};

function isSecret(path: string, { kind, text, bytes }: FileFact): boolean {
  if (kind === 'folder' || bytes === 0) return false;
  if (
    /(?:^|\/)(?:\.env(?:\.(?:local|prod|production))?|\.aws\/credentials|id_(?:rsa|dsa|ecdsa|ed25519)|kaggle\.json)$/.test(
      path,
    )
  )
    return true;
  return /\.(?:pem|key)$/.test(path) && text?.includes('PRIVATE KEY') === true;
}
