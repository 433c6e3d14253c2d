import type { ShellCommand } from '../../../../shell/command';
import { isInside } from '../../../../../paths';
import { shellOf } from '../../../../shell/shell';
import type { Instruction } from '../../../../syntax';
import { copiedFiles } from '../../../copied/copied';
import { copiesOf } from '../../../copied/copy';
import { plainBaseOf } from '../../../start/plainBase';
import { baseName } from '../../../start/program';
import { pathFolders, startCommand, type Mode } from '../../../start/startCommand';
import type { View } from '../../../view';
import { Notes } from '../../../../text/notes';

const cache = new Notes<View, Map<Mode, boolean>>();

/** Will the container surely not find the word `train` or `serve` as a program? Only certainty counts. */
export function surelyLacks(view: View, mode: Mode): boolean {
  const known = cache.get(view) ?? new Map<Mode, boolean>();
  cache.set(view, known);
  const answer = known.get(mode) ?? findLack(view, mode);
  known.set(mode, answer);
  return answer;
}

function findLack(view: View, mode: Mode): boolean {
  const { form } = startCommand(view, mode);
  if (form !== 'path' && form !== 'base') return false;
  if (plainBaseOf(view) === undefined || hasTriggers(view)) return false;
  const { files, hidden } = copiedFiles(view);
  const unseen = new Set(hidden.map(({ path }) => path));
  for (const folder of pathFolders(view)) {
    const path = `${folder}/${mode}`;
    if (files.has(path) || [...unseen].some((place) => place === undefined || isInside(path, place)))
      return false;
  }
  const runs = view.namedInImage('RUN');
  return runs.every((run) => isHarmless(view, run, mode));
}

/** What ONBUILD of a lower stage copies is not followed. */
const hasTriggers = ({ chain }: View): boolean =>
  chain.slice(0, -1).some(({ stage }) => stage.instructions.some(({ name }) => name === 'ONBUILD'));

function isHarmless(view: View, run: Instruction, mode: Mode): boolean {
  if (run.arguments.kind === 'json') {
    const [program = '', ...rest] = run.arguments.words.map(({ value }) => value);
    return isHarmlessCall(view, { program, rest, writes: false, mode });
  }
  const body = shellOf(view.dockerfile, run);
  if (body?.kind === 'opaque') return false;
  return view.commands(run).every((command) => {
    const { name, words, redirects } = command;
    const writes = redirects.some(
      // `pip install a>=1` writes a file that is no program.
      ({ operator, target }) =>
        operator.startsWith('>') && target?.text !== '/dev/null' && target?.text.startsWith('=') !== true,
    );
    if (name === undefined) return !writes;
    const texts = words.map(({ text }) => text);
    const targets = redirects.map(({ target }) => target?.text ?? '');
    if (!name.literal || pipesIntoShell(command)) return false;
    return isHarmlessCall(view, { program: name.text, rest: [...texts, ...targets], writes, mode });
  });
}

const pipesIntoShell = ({ operator, name }: ShellCommand): boolean =>
  operator.startsWith('|') &&
  !/^(?:tee|grep|sed|head|tail|sort|xargs|gpg|apt-key|tar)$/.test(name?.text ?? '');

interface Call {
  readonly program: string;
  readonly rest: readonly string[];
  readonly writes: boolean;
  readonly mode: Mode;
}

const quiet =
  /^(?:\[|:|add-apt-repository|adduser|addgroup|apk|apt|apt-get|apt-key|cat|cd|chgrp|chmod|chown|dnf|dos2unix|dpkg-reconfigure|echo|exit|export|find|gpg|groupadd|head|ldconfig|locale-gen|ls|microdnf|mkdir|printf|pwd|R|Rscript|rm|rmdir|sed|set|sort|tee|test|touch|true|update-ca-certificates|useradd|usermod|which|yum)$/;

const movers = /^(?:cp|mv|ln|install|curl|wget|git|tar|unzip|update-alternatives)$/;

const places: Readonly<Record<Mode, RegExp>> = {
  train: /(?:^|[/=])train\b|\/s?bin(?:\/|$)/,
  serve: /(?:^|[/=])serve\b|\/s?bin(?:\/|$)/,
};

function isHarmlessCall(view: View, { program, rest, writes, mode }: Call): boolean {
  const name = baseName(program);
  const speaksOfIt = (): boolean => rest.some((word) => places[mode].test(word));
  if (writes) return quiet.test(name) && !speaksOfIt();
  if (quiet.test(name)) return name !== 'tee' || !speaksOfIt();
  if (movers.test(name)) return name === 'git' || !speaksOfIt();
  const installs = installedBy(name, rest);
  if (installs === undefined) return false;
  const lists = requirementFiles(installs);
  return (
    installs.every((word) => lists.includes(word) || isHarmlessPackage(word)) &&
    lists.every((list) => isHarmlessList(view, list))
  );
}

const requirementFiles = (words: readonly string[]): readonly string[] =>
  words.filter((_, at) => /^(?:-r|--requirement)$/.test(words[at - 1] ?? ''));

/** All files of that name that are copied hold nothing but plain packages. */
function isHarmlessList(view: View, list: string): boolean {
  const files = [...copiedFiles(view).files.values()].filter(({ path }) => baseName(path) === baseName(list));
  return (
    files.length > 0 &&
    files.every(({ fact: { text } }) =>
      text?.split(/\r?\n/).every((line) => {
        const requirement = line.replace(/(?:^|\s)#.*$|[;].*$/, '').trim();
        return requirement === '' || isHarmlessPackage(requirement);
      }),
    )
  );
}

/** The words behind `pip install` and `conda install`; undefined for other programs. */
function installedBy(name: string, rest: readonly string[]): readonly string[] | undefined {
  if (/^python[\d.]*$/.test(name)) {
    if (rest[0] === '-m' && rest[1] === 'pip') return installedBy('pip', rest.slice(2));
    const isDownload =
      rest[0] === '-m' && /^(?:spacy|nltk\.downloader|ensurepip|unidic)$/.test(rest[1] ?? '');
    return isDownload || baseName(rest[0] ?? '') === 'get-pip.py' || /^(?:-V|--version)$/.test(rest[0] ?? '')
      ? []
      : undefined;
  }
  if (!/^(?:pip[\d.]*|conda|mamba|micromamba|uv)$/.test(name)) return undefined;
  const isUv = name === 'uv' && rest[0] === 'pip';
  const words = isUv ? rest.slice(1) : rest;
  const at = words.findIndex((word) => !word.startsWith('-'));
  const verb = words[at];
  if (verb === 'clean' || verb === 'cache' || verb === 'config' || verb === 'uninstall') return [];
  return verb === 'install' ? words.slice(at + 1) : undefined;
}

// ray brings a program `serve`; those of SageMaker and of models bring `train` or `serve`.
const providers = /sagemaker|model-server|^ray(?:\[|\W|$)|torchserve/i;

/** They do not: the SDK has no program, and the inference toolkit leaves that to a script of one's own. */
const withoutProgram = /^sagemaker(?:-inference)?(?:$|[=<>~!])/i;

function isHarmlessPackage(word: string): boolean {
  if (word.startsWith('-'))
    return !/^(?:-r.|-e|-c|--requirement=|--editable|--file|-f)/.test(word) && !providers.test(word);
  if (
    /\.(?:txt|in|whl|gz|zip|ya?ml)$/.test(word) ||
    /^\.|^git\+|@|\/(?!\/)/.test(word.replace(/^https?:\/\/.*/, ''))
  )
    return false;
  return (withoutProgram.test(word) || !providers.test(word)) && !word.includes('$');
}

/** A COPY that brings the program to a folder that is not on PATH. */
export function besidePath(view: View, mode: Mode) {
  for (const copy of copiesOf(view)) {
    if (copy.destination === undefined || copy.fromElsewhere) continue;
    const isNamed = baseName(copy.destination) === mode && !copy.isFolder;
    const brings = copy.isFolder && copy.sources.some(({ path }) => baseName(path) === mode);
    const folder = isNamed ? copy.destination.slice(0, -mode.length - 1) || '/' : copy.destination;
    if (isNamed || brings) return { copy, folder };
  }
  const { files } = copiedFiles(view);
  const file = [...files.values()].find(({ path }) => baseName(path) === mode);
  return file && { copy: file.copy, folder: file.path.slice(0, -mode.length - 1) || '/' };
}
