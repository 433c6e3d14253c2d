/** `npm run bench:lint [FOLDER]`: the rules on long files of every shape, and on a folder of real ones, beside dockerfile-utils; then keys in a real editor. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { chooseFixes } from '../../src/core/dockerfile/lint/edit/applyFixes';
import { lint } from '../../src/core/dockerfile/lint/lint';
import { parse } from '../../src/core/dockerfile/parse/parse';
import { commandsOf, shellOf } from '../../src/core/dockerfile/shell/shell';
import { printKeystrokes } from './keystroke';
import { milliseconds, percentile, printTable } from './table';

const lines = 5000;
const rounds = 40;
const mostMilliseconds = 3000;
const now = Date.UTC(2026, 10, 21);

const repeat = (make: (index: number) => string): string =>
  Array.from({ length: lines }, (_, index) => make(index)).join('\n');
const shapes: Readonly<Record<string, string>> = {
  mixed: `FROM python:3.11\n${repeat((index) => ['RUN apt-get update && apt-get install -y curl', `ENV NAME_${index}=value`, 'COPY src/ /opt/program/', 'WORKDIR /opt/program', `LABEL a${index}=b`][index % 5] ?? '')}`,
  'one RUN': `FROM python:3.11\nRUN true \\\n${repeat((index) => `  && echo step-${index} \\`)}\n  && true`,
  'ENV chain': `FROM python:3.11\nENV V0=/x\n${repeat((index) => `ENV V${index + 1}=$V${index > 3 ? 1 : 0}/b`)}`,
  'one ENV': `FROM python:3.11\nENV A=1 \\\n${repeat((index) => `  K${index}=v${index} \\`)}\n  Z=1`,
  heredocs: `FROM python:3.11\n${Array.from({ length: lines / 5 }, (_, index) => `RUN <<EOF\necho ${index}\npip install x\nls -l\nEOF`).join('\n')}`,
  '500 stages': Array.from(
    { length: lines / 10 },
    (_, index) =>
      `FROM ${index === 0 ? 'python:3.11' : `stage${index - 1}`} AS stage${index}\nARG A${index}=1\nRUN pip install x && apt-get update\nCOPY --from=stage${index} /a /b\nENV B=1\nWORKDIR /opt\nENV C=$A${index}\nLABEL a=b\nUSER root\nEXPOSE 8080`,
  ).join('\n'),
  'all wrong': `FROM python:3.11\n${repeat((index) => ['RUN pip install numpy>=1.2 && apt-get install curl', `env A${index} b`, 'MAINTAINER x', 'run sudo ls', 'Copy a b'][index % 5] ?? '')}`,
};

/** The best of some rounds: what else the machine does only adds to a time. */
function time(work: () => unknown, times = rounds): number {
  const [best = Infinity] = timeInTurn([work], times);
  return best;
}

/** Several by turns, so that a machine which is busy for a while is busy for all of them. */
function timeInTurn(works: ReadonlyArray<() => unknown>, times = rounds): readonly number[] {
  const best = works.map(() => Infinity);
  for (const work of works) work();
  const end = performance.now() + mostMilliseconds * works.length;
  for (let round = 0; round < times && (round < 3 || performance.now() < end); round += 1) {
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      work();
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - started);
    }
  }
  return best;
}

printTable(
  `${lines} lines, best of ${rounds}`,
  [
    'shape',
    'our parse',
    'our rules, parse included',
    'dockerfile-utils validate',
    'times faster',
    'budget',
    'choosing fixes',
    'findings',
  ],
  Object.entries(shapes).map(([name, text]) => {
    const [ours = NaN, theirs = NaN] = timeInTurn([() => lint(text, { now }), () => validate(text)]);
    const { findings } = lint(text, { now });
    return [
      name,
      milliseconds(time(() => parse(text))),
      milliseconds(ours),
      milliseconds(theirs),
      (theirs / ours).toFixed(1),
      '16 ms',
      milliseconds(time(() => chooseFixes(text, findings), 5)),
      `${findings.length}`,
    ];
  }),
);

const folder = process.argv[2];
if (folder !== undefined) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && /ockerfile|ontainerfile/.test(path));
  const texts = files.map((path) => readFileSync(path, 'utf8'));
  const row = (name: string, work: (text: string) => unknown): string[] => {
    const values = texts.map((text) => time(() => work(text), 3));
    return [name, ...[0.5, 0.95, 1].map((share) => milliseconds(percentile(values, share)))];
  };
  const shells = (text: string): void => {
    const dockerfile = parse(text);
    for (const instruction of dockerfile.instructions) commandsOf(shellOf(dockerfile, instruction));
  };
  printTable(
    `${texts.length} real files, best of 3 each`,
    ['', 'p50', 'p95', 'slowest'],
    [
      row('our rules, parse and shells included', (text) => lint(text, { now })),
      row('our parse and shell bodies alone', shells),
      row('dockerfile-utils validate', (text) => validate(text)),
    ],
  );
}

await printKeystrokes();
process.exit();
