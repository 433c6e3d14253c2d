import * as l10n from '@vscode/l10n';
import { before } from '../../../../build/build';
import type { ShellCommand } from '../../../../shell/command';
import type { Instruction } from '../../../../syntax';
import { baseImages, rootImage, type BaseImage } from '../../../image/baseImage';
import { insertLineBefore } from '../../../edit/lineEdits';
import type { Fix } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM112: Rule = {
  id: 'SM112',
  name: 'eol-distro-apt',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The packages of Debian 8, 9 and 10 have left the mirrors: `apt-get update` ends with 404 and the build with it. Ubuntu 14.04 and 16.04 still answer, but get no security fixes.',
  source: 'https://www.debian.org/distrib/archive',
  example: {
    bad: 'FROM python:3.8-buster\nRUN apt-get update && apt-get install -y nginx',
    good: 'FROM python:3.8-bookworm\nRUN apt-get update && apt-get install -y nginx',
  },
  check: function* (view) {
    const old = baseImages(view).flatMap((image) => {
      const distribution = image.known ? oldDistribution(image) : undefined;
      return distribution ? [{ image, distribution }] : [];
    });
    for (const { image, distribution } of old) {
      const update = firstUpdate(view, image);
      if (!update) continue;
      const { isDebian, from, to, name } = distribution;
      if (isDebian && /archive\.debian\.org|sources\.list|snapshot\.debian\.org/.test(view.dockerfile.text))
        continue;
      const { start, end } = update.command;
      yield {
        ...placeOf(view, image, from, to),
        message: isDebian
          ? l10n.t('The packages of {0} have left the mirrors: apt-get update ends with 404.', name)
          : l10n.t('{0} gets no security fixes any more.', name),
        severity: isDebian && update.mustSucceed ? 'error' : 'warning',
        related: [{ start, end, message: l10n.t('The packages are asked for here.') }],
        fixes: fixes(view, image, distribution, update.instruction),
      };
    }
  },
};

interface Distribution {
  readonly name: string;
  readonly isDebian: boolean;
  readonly from: number;
  readonly to: number;
  readonly successor: string;
}

const codeNames = /(?:^|-)(jessie|stretch|buster|trusty|xenial)(?=-|$)|-(ubuntu1[46]\.04)(?=-|$)/;
const successors: ReadonlyMap<string, string> = new Map([
  ['trusty', 'jammy'],
  ['xenial', 'jammy'],
  ['ubuntu14.04', 'ubuntu22.04'],
  ['ubuntu16.04', 'ubuntu22.04'],
]);

function oldDistribution({ path, tag = '', tagAt }: BaseImage): Distribution | undefined {
  const numbered = path === 'debian' ? /^(?:8|9|10)(?:\.\d+)*(?=-|$)/ : /^1[46]\.04(?:\.\d+)?(?=-|$)/;
  const number = path === 'debian' || path === 'ubuntu' ? numbered.exec(tag)?.[0] : undefined;
  if (number !== undefined) {
    const isDebian = path === 'debian';
    const name = `${isDebian ? 'Debian' : 'Ubuntu'} ${number}`;
    const successor = isDebian ? '12' : '22.04';
    return { name, isDebian, from: tagAt, to: tagAt + number.length, successor };
  }
  const code = codeNames.exec(tag);
  const word = code?.[1] ?? code?.[2];
  if (!code || word === undefined) return undefined;
  const from = tagAt + code.index + code[0].length - word.length;
  const successor = successors.get(word);
  return {
    name: word,
    isDebian: successor === undefined,
    from,
    to: from + word.length,
    successor: successor ?? 'bookworm',
  };
}

interface Update {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  readonly mustSucceed: boolean;
}

function firstUpdate(view: View, image: BaseImage): Update | undefined {
  for (const instruction of view.named('RUN')) {
    const { stage } = before(view.build, instruction);
    if (stage !== image.stage && rootImage(view, stage) !== image) continue;
    if (!view.mentions(instruction, apt)) continue;
    const commands = view.commands(instruction);
    const at = commands.findIndex(isUpdate);
    const command = commands[at];
    if (!command) continue;
    const mustSucceed = command.within.length === 0 && commands[at + 1]?.operator !== '||';
    return { instruction, command, mustSucceed: mustSucceed && command.operator !== '||' };
  }
  return undefined;
}

const apt = /apt/;

const aptGet = /^(?:.*\/)?apt(?:-get)?$/;

const isUpdate = ({ name, words }: ShellCommand): boolean =>
  words.some(({ text }) => text === 'update') &&
  (aptGet.test(name?.text ?? '') || (name?.text === 'sudo' && words.some(({ text }) => aptGet.test(text))));

const toArchive =
  "RUN sed -i -e 's/deb.debian.org/archive.debian.org/g' -e 's/security.debian.org/archive.debian.org/g' -e '/-updates/d' /etc/apt/sources.list";

function fixes(
  view: View,
  image: BaseImage,
  { isDebian, from, to, successor }: Distribution,
  instruction: Instruction,
): readonly Fix[] {
  const version = /^3\.(\d+)/.exec(image.tag ?? '')?.[1];
  const isSafe = image.path === 'debian' || image.path === 'ubuntu';
  // Images of Python 3.7 and later were built for bookworm too; 3.6 was not.
  const mayMove = isSafe || (image.path === 'python' && Number(version) >= 7);
  const move: Fix = {
    title: l10n.t('Use {0}', successor),
    edits: [imageEdit(view, image, { from, to, text: successor })],
    preferred: mayMove,
  };
  if (!isDebian) return isSafe ? [move] : [];
  const archive: Fix = {
    title: l10n.t('Take the packages from the archive of Debian'),
    edits: [insertLineBefore(view.dockerfile, instruction, toArchive)],
    preferred: !mayMove,
  };
  return mayMove ? [move, archive] : [archive];
}
