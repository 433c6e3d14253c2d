import { shellOf } from '../../shell/shell';
import type { ShellCommand } from '../../shell/command';
import { runsAfter, type CopiedFile } from './copied';
import { baseName } from '../start/program';
import type { View } from '../view';

// These write no file of ours, unless they are told its name by a redirect.
const harmless =
  /^(?:\[|:|add-apt-repository|adduser|addgroup|apk|apt|apt-get|apt-key|cat|cd|chgrp|chmod|chown|conda|curl|dnf|dpkg|dpkg-reconfigure|echo|exit|export|git|gpg|groupadd|head|ldconfig|locale-gen|ls|mamba|microdnf|micromamba|mkdir|npm|pip[\d.]*|printf|pwd|R|Rscript|rm|rmdir|set|sort|test|touch|true|update-ca-certificates|useradd|usermod|uv|wget|which|yum|pipenv|poetry|yarn|nltk|spacy|source|\.|unset|update-alternatives)$/;

/** May a later RUN have changed what is in a copied file? True also where we cannot read what is run. */
export function mayBeRewritten(view: View, file: CopiedFile): boolean {
  const name = baseName(file.path);
  return runsAfter(view, file.copy.instruction).some((run) => {
    if (run.arguments.kind === 'json') return run.arguments.words.some(({ value }) => value.includes(name));
    if (shellOf(view.dockerfile, run)?.kind === 'opaque') return true;
    return view.commands(run).some((command) => rewrites(command, file));
  });
}

function rewrites({ name, words, redirects }: ShellCommand, file: CopiedFile): boolean {
  const base = baseName(file.path);
  if (redirects.some(({ operator, target }) => operator.startsWith('>') && target?.text.includes(base)))
    return true;
  if (name === undefined) return false;
  const program = baseName(name.text);
  if (harmless.test(program)) return program === 'rm' && words.some(({ text }) => baseName(text) === base);
  if (/^python[\d.]*$/.test(program))
    return words[0]?.text !== '-m' && words.some(({ text }) => text.includes(base));
  // sed, dos2unix, cp, mv, find … and programs of their own.
  return (
    words.length === 0 || words.some((word) => mayMean(word.text, file) || word.isPattern || !word.literal)
  );
}

/** Does a word name the file, or a folder above it? */
function mayMean(text: string, { path }: CopiedFile): boolean {
  const clean = text.replace(/^\.\//, '').replace(/\/$/, '');
  return (
    clean === '.' || clean.includes(baseName(path)) || (clean.startsWith('/') && path.startsWith(`${clean}/`))
  );
}

/** May a later RUN have set the exec bit? */
export function mayGetExecBit(view: View, file: CopiedFile): boolean {
  const base = baseName(file.path);
  return runsAfter(view, file.copy.instruction).some((run) => {
    const text = view.dockerfile.text.slice(run.start, run.end);
    if (!/\b(?:chmod|install|setfacl)\b/.test(text)) return false;
    const commands = view.commands(run);
    const others = commands.filter((command) =>
      /chmod|setfacl|^install$/.test(
        JSON.stringify([command.name?.text, ...command.words.map((word) => word.text)]),
      ),
    );
    return commands.length === 0 || others.some((command) => !isOfOthers(command, base));
  });
}

/** `chmod +x other.sh` leaves our file as it is. */
function isOfOthers({ name, words }: ShellCommand, base: string): boolean {
  if (name?.text !== 'chmod')
    return (
      name?.literal === true &&
      !/^(?:find|xargs|install|setfacl|sh|bash)$/.test(baseName(name.text)) &&
      /^(?:apt|apt-get|pip[\d.]*|yum|dnf|apk|conda|npm|echo)$/.test(baseName(name.text))
    );
  const files = words.filter(({ text }) => !text.startsWith('-')).slice(1);
  return (
    words.every(({ text }) => !/^-[a-z]*R|^--recursive/.test(text)) &&
    files.every((word) => word.literal && !word.isPattern && !word.text.includes(base))
  );
}

const makers = /^(?:conda|git|mamba|micromamba|npm|poetry|spacy|uv|yarn|source|\.)$/;

/** May some RUN of the image have made a file of this name? */
export function mayBeMade(view: View, path: string): boolean {
  const base = baseName(path);
  const runs = view.namedInImage('RUN', 'ONBUILD');
  return runs.some((run) => {
    const commands = view.commands(run);
    if (commands.length === 0 || view.dockerfile.text.slice(run.start, run.end).includes(base)) return true;
    return commands.some(({ name }) => {
      const program = baseName(name?.text ?? '[');
      return !harmless.test(program) || makers.test(program);
    });
  });
}
