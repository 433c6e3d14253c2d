import * as l10n from '@vscode/l10n';
import type { CopiedFile } from '../../../copied/copied';
import { copiesOf } from '../../../copied/copy';
import type { Fix } from '../../../finding';
import { insertLineAfter } from '../../../edit/lineEdits';
import { plainBaseOf, type PlainBase } from '../../../start/plainBase';
import type { Rule } from '../../../rule';
import { startedFiles } from '../../../start/started';
import { mayBeRewritten } from '../../../copied/touched';
import type { View } from '../../../view';

export const SM313: Rule = {
  id: 'SM313',
  name: 'shebang-interpreter',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation:
    'The first line of a script names an interpreter that the image does not have: Ubuntu and Debian have `python3` but no `python`, Alpine has no bash. The container ends with `no such file or directory`.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3\nCOPY serve /usr/local/bin/   # #!/usr/bin/env python',
    good: '#!/usr/bin/env python3',
  },
  check: function* (view) {
    const base = plainBaseOf(view);
    if (!base) return;
    for (const { file, interpreter, place } of startedFiles(view)) {
      const named = file?.source !== undefined && interpreter === undefined && interpreterOf(file);
      if (!file || !named || mayBeRewritten(view, file) || !isAbsent(view, base, named)) continue;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t(
          '{0} is to be run by {1}, which the image does not have.',
          file.source ?? '',
          named.text,
        ),
        fixes: fixesOf(view, file, named),
      };
    }
  },
};

interface Interpreter {
  /** As it is written: `/usr/bin/env python3`. */
  readonly text: string;
  readonly name: string;
  /** Looked up on PATH, not at a path. */
  readonly isOnPath: boolean;
  /** Offset of the name in the file. */
  readonly at: number;
}

function interpreterOf({ fact: { text } }: CopiedFile): Interpreter | undefined {
  const [line, path, rest] = /^#![ \t]*(\/\S+)([^\r\n]*)/.exec(text ?? '') ?? [];
  if (line === undefined || path === undefined || line.includes('\r')) return undefined;
  const isEnv = path.endsWith('/env');
  const name = isEnv
    ? /^\s+(?:-S\s+)?([\w.-]+)/.exec(rest ?? '')?.[1]
    : path.slice(path.lastIndexOf('/') + 1);
  if (name === undefined) return undefined;
  return {
    text: isEnv ? name : path,
    name,
    isOnPath: isEnv,
    at: line.indexOf(name, isEnv ? line.indexOf('env') + 3 : path.lastIndexOf('/')),
  };
}

/** What may bring an interpreter that we do not see. */
const others =
  /deadsnakes|conda|mamba|\buv\b|pyenv|alternatives|\bln\s|python-is-python|make\s+(?:alt)?install|poetry|venv|virtualenv|asdf|pixi|\bnix|curl|wget/;

function isAbsent(view: View, base: PlainBase, { name, text, isOnPath }: Interpreter): boolean {
  const runs = view
    .namedInImage('RUN')
    .map((run) => view.dockerfile.text.slice(run.start, run.end))
    .join('\n');
  if (others.test(runs) || copiesOf(view).some(({ fromElsewhere }) => fromElsewhere)) return false;
  const installs = (word: string): boolean =>
    new RegExp(
      `(?:^|\\s)${word.replaceAll('.', String.raw`\.`)}(?:[\\s=;&]|-minimal|-dev|-full|$)`,
      'm',
    ).test(runs);
  if (name === 'bash') return /alpine/.test(`${base.name}:${base.tag}`) && !installs('bash');
  if (!/^python[\d.]*$/.test(name)) return false;
  const place = isOnPath ? 'PATH' : text.slice(0, text.lastIndexOf('/'));
  return base.name === 'python'
    ? isAbsentFromPython(base.tag, name, place) && !installs('python3') && !installs(name)
    : isAbsentFromDistribution(base, name, place, installs);
}

function isAbsentFromPython(tag: string, name: string, place: string): boolean {
  const [, version] = /^(3\.\d+)/.exec(tag) ?? [];
  if (place === '/usr/bin') return /slim|alpine/.test(tag);
  if (place !== 'PATH' && place !== '/usr/local/bin') return false;
  if (name === 'python2') return tag.startsWith('3');
  return version !== undefined && /^python\d\.\d+$/.test(name) && name !== `python${version}`;
}

const versions: ReadonlyMap<string, string> = new Map([
  ['18.04', '3.6'],
  ['20.04', '3.8'],
  ['22.04', '3.10'],
  ['24.04', '3.12'],
  ['bionic', '3.6'],
  ['focal', '3.8'],
  ['jammy', '3.10'],
  ['noble', '3.12'],
  ['11', '3.9'],
  ['12', '3.11'],
  ['bullseye', '3.9'],
  ['bookworm', '3.11'],
]);

function isAbsentFromDistribution(
  { name: image, tag }: PlainBase,
  name: string,
  place: string,
  installs: (word: string) => boolean,
): boolean {
  const [, release] = /(?:^|ubuntu|debian)(\d\d\.\d\d|1[12](?![.\d])|[a-z]+)(?:-|$)/.exec(tag) ?? [];
  const version = /^(?:ubuntu|debian|nvidia\/cuda)$/.test(image) ? versions.get(release ?? '') : undefined;
  if (version === undefined || (place !== 'PATH' && place !== '/usr/bin')) return false;
  if (installs(name)) return false;
  if (name === 'python') return !['python2', 'python2.7', 'python-pip'].some(installs);
  if (name === 'python3')
    return !['python3-pip', `python${version}`].some(installs) && !installs(String.raw`python3\S*`);
  return /^python3\.\d+$/.test(name) && name !== `python${version}`;
}

function fixesOf(view: View, { source }: CopiedFile, { name, at }: Interpreter): readonly Fix[] {
  if (name === 'bash') {
    const from = view.build.target?.stage.from;
    const edits = from ? [insertLineAfter(view.dockerfile, from, 'RUN apk add --no-cache bash')] : [];
    return [{ title: l10n.t('Install bash'), edits, preferred: true }];
  }
  if (source === undefined || name === 'python3') return [];
  return [
    {
      title: l10n.t('Let {0} run it', 'python3'),
      edits: [],
      files: [{ kind: 'replace', path: source, start: at, end: at + name.length, text: 'python3' }],
      preferred: true,
    },
  ];
}
