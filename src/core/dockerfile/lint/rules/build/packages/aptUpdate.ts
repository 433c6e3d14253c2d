import * as l10n from '@vscode/l10n';
import type { ShellCommand } from '../../../../shell/command';
import type { Instruction } from '../../../../syntax';
import type { Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { hasMountOn } from './mounts';
import { isApt, packagesOf, programsOf, type Program } from './program';

export const SM604: Rule = {
  id: 'SM604',
  name: 'apt-update-split',
  severity: 'warning',
  roles: 'any',
  explanation:
    'Docker keeps the layer of `apt-get update` for weeks. An install in another RUN then asks for versions that the archive no longer has, and the build fails with 404. Both belong into one RUN.',
  source: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  example: {
    bad: 'RUN apt-get update\nRUN apt-get install -y nginx',
    good: 'RUN apt-get update && apt-get install -y nginx',
  },
  check: (view) => {
    const reports: Report[] = [];
    for (const instruction of view.named('RUN')) {
      if (!view.mentions(instruction, apt)) continue;
      if (!hasMountOn(instruction, '/var/lib/apt') && !hasMountOn(instruction, '/var/lib/apt/lists')) {
        const report = staleInstall(view, instruction);
        if (report) reports.push(report);
      }
    }
    return reports;
  },
};

const apt = /apt/;

function staleInstall(view: View, instruction: Instruction): Report | undefined {
  for (const program of programsOf(view, instruction)) {
    if (refreshes(program)) return undefined;
    const { command, verb } = program;
    if (!isApt(program) || verb?.text !== 'install') continue;
    const packages = packagesOf(program);
    if (packages.length === 0 || packages.some(({ text }) => isLocal(text))) continue;
    return {
      start: program.word.start,
      end: verb.end,
      message: l10n.t(
        'Run apt-get update in the same RUN: a cached package list asks for versions that are gone.',
      ),
      fixes: isJoinable(command)
        ? [
            {
              title: l10n.t('Put apt-get update before it'),
              edits: [
                { start: command.start, end: command.start, text: `${prefixOf(program)}apt-get update && ` },
              ],
              preferred: true,
            },
          ]
        : [],
    };
  }
  return undefined;
}

const isLocal = (name: string): boolean =>
  name.endsWith('.deb') || /^[./]/.test(name) || name.includes('.deb');

/** Does it update the lists, or may it: a script, an unknown program? */
function refreshes(program: Program): boolean {
  const { name, word, words } = program;
  if (isApt(program)) return words.some(({ text }) => text === 'update');
  if (/^(?:add-apt-repository|apt-add-repository)$/.test(name)) {
    return !words.some(({ text }) => text === '-n' || text === '--no-update');
  }
  if (/^(?:ba|da|z)?sh$/.test(name)) return true;
  return (
    name === 'source' ||
    name === '.' ||
    name === 'eval' ||
    name.endsWith('.sh') ||
    (/^\.{0,2}\//.test(word.raw) && !/^\/(?:usr\/)?s?bin\//.test(word.raw)) ||
    !word.literal
  );
}

/** Behind `||` and `|` another command would change what runs. */
const isJoinable = ({ operator }: ShellCommand): boolean =>
  operator !== '||' && operator !== '|' && operator !== '|&';

const prefixOf = ({ command }: Program): string => (command.name?.text === 'sudo' ? 'sudo ' : '');
