import * as l10n from '@vscode/l10n';
import type { ShellCommand, ShellWord } from '../../../../shell/command';
import { baseImages, type BaseImage } from '../../../image/baseImage';
import type { Report } from '../../../finding';
import { imageEdit, placeOf } from '../../../image/imageEdit';
import { installsOf, type Install } from '../../../image/installs';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';

export const SM111: Rule = {
  id: 'SM111',
  name: 'python2',
  severity: 'warning',
  roles: 'any',
  explanation:
    'Python 2 had its last release in 2020. The SageMaker toolkits, pip and current frameworks no longer support it, and current distributions have no packages of it.',
  source: 'https://www.python.org/doc/sunset-python-2/',
  example: { bad: 'FROM python:2.7', good: 'FROM python:3.12' },
  check: (view) => {
    const reports: Report[] = [];
    for (const image of baseImages(view)) {
      const report = image.known ? inImage(view, image) : undefined;
      if (report) reports.push(report);
    }
    const installs = installsOf(view);
    const hasPython3 = installs.some(({ packages }) =>
      packages.some(({ text }) => text.startsWith('python3')),
    );
    for (const install of installs) {
      if (install.packages.some(mayBeOld)) reports.push(...inInstall(install, hasPython3));
    }
    for (const instruction of view.named('RUN')) {
      if (!view.mentions(instruction, ofTwo)) continue;
      for (const { name } of view.commands(instruction)) if (name) reports.push(...asCommand(name));
    }
    return reports;
  },
};

function inImage(view: View, image: BaseImage): Report | undefined {
  const { path, tag = '', tagAt } = image;
  const ofPython = path === 'python' || path === 'pypy' ? /^2(?:\.\d+)*(?=-|$)/.exec(tag) : null;
  const inTag = /(?:^|-)(py2\d?)(?=-|$)/.exec(tag);
  const part = ofPython?.[0] ?? inTag?.[1];
  if (part === undefined) return oldTensorFlow(view, image);
  const from = tagAt + (ofPython ? 0 : (inTag?.index ?? 0) + (inTag?.[0].length ?? 0) - part.length);
  const to = from + part.length;
  const edits = ofPython
    ? [imageEdit(view, image, { from: tagAt, to: tagAt + tag.length, text: newPython(tag) })]
    : [imageEdit(view, image, { from, to, text: 'py3' })];
  return {
    ...placeOf(view, image, from, to),
    message: l10n.t('This base has Python 2, which ended in 2020.'),
    deprecated: true,
    fixes: [{ title: l10n.t('Use Python 3'), edits, preferred: ofPython !== null }],
  };
}

/** Of version 1 TensorFlow published Python 3 under tags of their own. */
function oldTensorFlow(view: View, image: BaseImage): Report | undefined {
  const { path, tag = '', tagAt } = image;
  if (path !== 'tensorflow/tensorflow' || !/^1\.\d+(?:\.\d+)?(?:-(?:devel|gpu|jupyter))*$/.test(tag))
    return undefined;
  const [from, to] = [tagAt, tagAt + tag.length];
  return {
    ...placeOf(view, image, from, to),
    message: l10n.t('This base has Python 2, which ended in 2020.'),
    deprecated: true,
    fixes: [
      {
        title: l10n.t('Use Python 3'),
        edits: [imageEdit(view, image, { from: to, to, text: '-py3' })],
        preferred: true,
      },
    ],
  };
}

/** The distributions of those days are gone too. */
const newPython = (tag: string): string =>
  tag
    .replace(/^2(?:\.\d+)*/, '3.12')
    .replace(/-(?:wheezy|jessie|stretch|buster)\b/, '-bookworm')
    .replace(/-alpine[\d.]*$/, '-alpine');

/** What `asCommand` looks for. */
const ofTwo = /(?:python|pip)2/;
const apt = /^(?:.*\/)?apt(?:-get|itude)?$/;
const oldPackage =
  /^python(?:2(?:\.7)?)?(?:-(?:dev|pip|setuptools|wheel|virtualenv|minimal|numpy|scipy))?(?==|$)/;

/** Of which `inInstall` may speak. */
const mayBeOld = ({ text }: ShellWord): boolean => text.startsWith('python');

function* inInstall({ manager, command, packages }: Install, hasPython3: boolean): Generator<Report> {
  if (manager === 'conda') {
    for (const word of packages)
      if (/^python=+2(?:\.|$)/.test(word.text)) yield inWords([[word, 'python=3.12']]);
  } else if (manager === 'system' && isApt(command)) {
    const old = packages.filter(({ text }) => oldPackage.test(text));
    // Beside Python 3 it is there for some other program.
    const meant = hasPython3 ? old.filter(({ text }) => text.startsWith('python2')) : old;
    // One for all: with the first of them changed, the others would be beside Python 3.
    if (meant.length > 0) yield inWords(meant.map((word) => [word, newPackage(word.text)]));
  }
}

const newPackage = (name: string): string =>
  name.replace(/=.*/, '').replace(/^python(?:2(?:\.7)?)?/, 'python3');

const isApt = ({ name, words }: ShellCommand): boolean =>
  apt.test(name?.text ?? '') || (name?.text === 'sudo' && words.some(({ text }) => apt.test(text)));

function* asCommand(name: ShellWord): Generator<Report> {
  const file = name.text.slice(name.text.lastIndexOf('/') + 1);
  if (!/^(?:python|pip)2(?:\.7)?$/.test(file)) return;
  yield inWords([[name, name.text.replace(/2(?:\.7)?$/, '3')]]);
}

function inWords(changes: ReadonlyArray<readonly [ShellWord, string]>): Report {
  const words = changes.map(([{ raw }]) => raw).join(', ');
  const [first] = changes.map(([word]) => word);
  return {
    start: first?.start ?? 0,
    end: first?.end ?? 0,
    message: l10n.t('{0} is Python 2, which ended in 2020.', words),
    deprecated: true,
    fixes: [
      {
        title: l10n.t('Use {0}', changes.map(([, text]) => text).join(', ')),
        edits: changes.map(([{ start, end }, text]) => ({ start, end, text })),
        preferred: true,
      },
    ],
  };
}
