import * as l10n from '@vscode/l10n';
import { before, expandAt, workdirAt } from '../../../build/build';
import { copyWords } from '../../../build/copy';
import type { Instruction } from '../../../syntax';
import type { Fix, Report } from '../../finding';
import type { Rule } from '../../rule';
import type { View } from '../../view';
import { startsAtRoot } from './startsAtRoot';

/** Is it relative for certain? On Windows paths have a drive. */
const isRelative = (path: string): boolean => path !== '' && !/^(?:[/\\$"']|[a-zA-Z]:)/.test(path);

export const SM711: Rule = {
  id: 'SM711',
  name: 'workdir-relative',
  severity: 'warning',
  roles: 'any',
  explanation:
    'A relative WORKDIR goes on from the one before. With none before it, the base image decides where it is, and a new base image moves it.',
  source: 'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
  example: { bad: 'FROM python:3.11\nWORKDIR app', good: 'FROM python:3.11\nWORKDIR /app' },
  alsoIn: ['docker-dx', 'hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('WORKDIR')) {
      const { arguments: given } = instruction;
      const moment = before(view.build, instruction);
      if (given.kind !== 'text' || workdirAt(moment) !== undefined) continue;
      const { value, known } = expandAt(view.build, moment, given.text.raw);
      if (!known || !isRelative(value)) continue;
      const { start, end, raw } = given.text;
      const at = start + (/^["']/.test(raw) ? 1 : 0);
      reports.push({
        start,
        end,
        message: l10n.t('Where {0} is depends on the base image. Write an absolute path.', value),
        fixes: [
          {
            title: l10n.t('Begin at the root'),
            edits: [{ start: at, end: at + (/^["']?\.\//.exec(raw) ? 2 : 0), text: '/' }],
            preferred: startsAtRoot(view, instruction),
          },
        ],
      });
    }
    return reports;
  },
};

export const SM717: Rule = {
  id: 'SM717',
  name: 'copy-relative',
  severity: 'info',
  roles: 'any',
  explanation:
    'Without a WORKDIR a relative destination is where the base image says, mostly the root of the file system: a `COPY . .` scatters the project between `/bin` and `/etc`.',
  source: 'https://docs.docker.com/reference/dockerfile/#copy',
  example: { bad: 'FROM python:3.11\nCOPY . .', good: 'FROM python:3.11\nWORKDIR /opt/program\nCOPY . .' },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    const warned = new Set<unknown>();
    for (const instruction of view.named('COPY', 'ADD')) {
      const moment = before(view.build, instruction);
      if (moment.stage === undefined || workdirAt(moment) !== undefined) continue;
      const { destination } = copyWords(instruction);
      if (destination === undefined) continue;
      const { value, known } = expandAt(view.build, moment, destination.value);
      if (!known || !isRelative(value) || warned.has(moment.stage)) continue;
      warned.add(moment.stage);
      const isRoot = startsAtRoot(view, instruction);
      reports.push({
        start: destination.start,
        end: destination.end,
        message: isRoot
          ? l10n.t('There is no WORKDIR: this goes to the root of the file system.')
          : l10n.t('There is no WORKDIR: where this goes depends on the base image.'),

        fixes: workdirFix(view, instruction),
      });
    }
    return reports;
  },
};

function workdirFix({ dockerfile: { text, newline } }: View, { start }: Instruction): readonly Fix[] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (indent.trim() !== '') return [];
  return [
    {
      title: l10n.t('Set WORKDIR to {0}', '/opt/program'),
      edits: [{ start: lineStart, end: lineStart, text: `${indent}WORKDIR /opt/program${newline}` }],
      preferred: false,
    },
  ];
}
