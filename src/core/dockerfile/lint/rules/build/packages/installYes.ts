import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import type { Instruction } from '../../../../syntax';
import type { Severity, Report } from '../../../finding';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { isPlainImage, rootReference } from '../plainImage';
import { isApt, packagesOf, programsOf, type Program } from './program';

export const SM605: Rule = {
  id: 'SM605',
  name: 'apt-yes',
  severity: 'error',
  roles: 'any',
  explanation:
    'Package managers ask before they install. Nobody answers during a build, so they give up and the build fails. `DEBIAN_FRONTEND=noninteractive` answers the questions of packages, not this one.',
  source: 'https://docs.docker.com/build/building/best-practices/#apt-get',
  example: {
    bad: 'RUN apt-get update && apt-get install nginx',
    good: 'RUN apt-get update && apt-get install -y nginx',
  },
  alsoIn: ['hadolint'],
  check: (view) => {
    const reports: Report[] = [];
    const { text: written } = view.dockerfile;
    if (says.test(written) && says.test(written.replaceAll('--assume-yes', ''))) return reports;
    for (const instruction of view.named('RUN')) {
      if (!view.mentions(instruction, install) || !view.mentions(instruction, asking)) continue;
      for (const program of programsOf(view, instruction)) {
        const { command, verb } = program;
        if (verb?.text !== 'install' || !asks(program)) continue;
        if (
          command.operator === '|' ||
          command.operator === '|&' ||
          command.redirects.some(({ operator }) => operator.startsWith('<'))
        )
          continue;
        if (packagesOf(program).length === 0) continue;

        reports.push({
          start: program.word.start,
          end: verb.end,
          message: l10n.t(
            '{0} asks before it installs, and nobody answers during a build. Add -y.',
            program.name,
          ),
          severity: severityOf(view, instruction, program),
          fixes: [
            {
              title: l10n.t('Add -y'),
              edits: [{ start: verb.end, end: verb.end, text: ' -y' }],
              preferred: true,
            },
          ],
        });
      }
    }
    return reports;
  },
};

const install = /install/;
const asking = /apt|dnf|yum/;

/** The configuration of the package manager says yes to everything. */
const says = /Assume-Yes|assumeyes/i;

/** On a bare system nearly everything brings others; elsewhere they may be there already. */
function severityOf(view: View, instruction: Instruction, program: Program): Severity {
  const packages = packagesOf(program);
  const isCertain =
    !isApt(program) || packages.length > 2 || packages.some(({ text }) => bringsOthers.test(text));
  if (isCertain) return 'error';
  if (packages.every(({ text }) => standsAlone.test(text))) return 'info';
  return isPlainImage(rootReference(before(view.build, instruction))) ? 'warning' : 'info';
}

const managers: ReadonlySet<string> = new Set(['apt', 'apt-get', 'aptitude', 'dnf', 'tdnf', 'yum']);

/** apt-get does not ask when it installs just what was named; these packages always bring others. */
const bringsOthers =
  /^(?:build-essential|cmake|curl|default-j\w+|ffmpeg|g\+\+|gcc|git|libgl1.*|libopencv.*|nginx|openjdk.*|python3?(?:-(?:dev|pip|venv))?|r-base.*|software-properties-common|wget)$/;

/** Nothing that they need is missing on any system: apt-get does not ask. */
const standsAlone =
  /^(?:bc|bzip2|ca-certificates|dos2unix|gzip|less|locales|make|nano|net-tools|patch|pigz|sudo|tar|terraform|time|tree|tzdata|unzip|xz-utils|zip|zstd)(?:=|$)/;

/** An unknown word may be the option. */
function asks({ name, words }: Program): boolean {
  if (!managers.has(name)) return false;
  const isQuiet = words.filter(({ text }) => text === '-q' || text === '--quiet').length > 1;
  return (
    !isQuiet &&
    !words.some(({ text, literal }) => (text.startsWith('-') || !literal) && (!literal || answers.test(text)))
  );
}

const answers =
  /^(?:--yes|--assume-?yes|--force-yes|--assumeno|--simulate|--dry-run|--just-print|--no-act|--print-uris|--download-only|--downloadonly|--help|--quiet=2|-q=2|-[a-zA-Z]*y[a-zA-Z]*|-[a-zA-Z]*q[a-zA-Z]*q[a-zA-Z]*|-[a-zA-Z]*[sdh][a-zA-Z]*)$/;
