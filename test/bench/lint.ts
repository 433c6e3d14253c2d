/** `npm run bench:lint [FOLDER]`: the rules on long files of every shape, and on a folder of real ones, beside dockerfile-utils; then keys in a real editor. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { lint } from '../../src/core/dockerfile/lint/lint';
import { parse } from '../../src/core/dockerfile/parse/parse';
import { commandsOf, shellOf } from '../../src/core/dockerfile/shell/shell';
import { printKeystrokes } from './keystroke';
import { median, milliseconds, percentile, printTable } from './table';

const lines = 5000;
const rounds = 15;
const now = Date.UTC(2026, 10, 21);

const repeat = (make: (index: number) => string): string =>
  Array.from({ length: lines }, (_, index) => make(index)).join('\n');
const shapes: Readonly<Record<string, string>> = {
  mixed: `FROM python:3.11\n${repeat((index) => ['RUN apt-get update && apt-get install -y curl', `ENV NAME_${index}=value`, 'COPY src/ /opt/program/', 'WORKDIR /opt/program', `LABEL a${index}=b`][index % 5] ?? '')}`,
  'one RUN': `FROM python:3.11\nRUN true \\\n${repeat((index) => `  && echo step-${index} \\`)}\n  && true`,
  'ENV chain': `FROM python:3.11\nENV V0=/x\n${repeat((index) => `ENV V${index + 1}=$V${index > 3 ? 1 : 0}/b`)}`,
  'one ENV': `FROM python:3.11\nENV A=1 \\\n${repeat((index) => `  K${index}=v${index} \\`)}\n  Z=1`,
  heredocs: `FROM python:3.11\n${Array.from({ length: lines / 5 }, (_, index) => `RUN <<EOF\necho ${index}\npip install x\nls -l\nEOF`).join('\n')}`,
};

function time(work: () => unknown, times = rounds): number {
  work();
  const samples = Array.from({ length: times }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(samples);
}

printTable(
  `${lines} lines, median of ${rounds}`,
  ['shape', 'our parse', 'our rules, parse included', 'dockerfile-utils validate', 'times faster', 'budget'],
  Object.entries(shapes).map(([name, text]) => {
    const ours = time(() => lint(text, { now }));
    const theirs = time(() => validate(text), 5);
    return [
      name,
      milliseconds(time(() => parse(text))),
      milliseconds(ours),
      milliseconds(theirs),
      (theirs / ours).toFixed(1),
      '16 ms',
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
    `${texts.length} real files, best of the median of 3 each`,
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
