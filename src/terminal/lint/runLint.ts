import { sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EvidenceMemory } from '../../app/dockerfile/evidenceMemory';
import { findDockerfiles, findRoot } from '../../app/dockerfile/findDockerfiles';
import { lintDockerfile, mendDockerfile, type LintInput } from '../../app/dockerfile/lintDockerfile';
import { atOnce } from '../../core/atOnce';
import { isInside, relativePath } from '../../core/paths';
import type { Finding } from '../../core/dockerfile/lint/finding';
import { rules } from '../../core/dockerfile/lint/rules/all';
import type { LocalWorld } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';
import { formatGithub } from './formatGithub';
import { formatJson } from './formatJson';
import { formatSarif } from './formatSarif';
import { formatText } from './formatText';
import { isAtLeast, type LintCommandOptions } from './lintOptions';
import type { LintReport, ReportedFile } from './lintReport';

type LintWorld = LocalWorld & { readonly version: string; readonly memory: EvidenceMemory };

/** Bytes; more is no Dockerfile. */
const dockerfileBytes = 4 * 1024 * 1024;
const filesAtOnce = 4;

export async function runLint(
  world: LocalWorld & { readonly version: string },
  options: LintCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const unknown = [...options.severities.keys()].find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) throw new Problem('bad-usage', l10n.t('There is no rule {0}.', unknown));
  const memory = new EvidenceMemory();
  try {
    const all = { ...world, memory };
    return options.stdin ? await lintInput(all, options, terminal) : await lintPaths(all, options, terminal);
  } finally {
    memory.dispose();
  }
}

async function lintPaths(world: LintWorld, options: LintCommandOptions, terminal: Terminal): Promise<number> {
  const folder = slashed(process.cwd());
  const words = options.words.map(slashed);
  const { paths, missing, complete } = await findDockerfiles(world.files, { words, folder }, terminal.signal);
  if (missing.length > 0)
    throw new Problem('bad-usage', l10n.t('There is no file, folder or match for {0}.', missing.join(', ')));
  if (!complete)
    terminal.error(l10n.t('A folder is too large to look through; name the Dockerfiles instead.'));
  // Fixes may touch files that several Dockerfiles share: then one after the other.
  const results = await atOnce(paths, options.fix ? 1 : filesAtOnce, async (path) =>
    lintPath(world, options, path, terminal),
  );
  const files = results.filter((file) => file !== undefined);
  print({ files, rules, version: world.version, folder }, options, terminal);
  return files.length < paths.length || !complete ? 1 : exitCode(files, options);
}

/** Nothing, and a line about it, when the file cannot be read: the others are checked all the same. */
async function lintPath(
  world: LintWorld,
  options: LintCommandOptions,
  path: string,
  terminal: Terminal,
): Promise<ReportedFile | undefined> {
  const { signal } = terminal;
  const folder = slashed(process.cwd());
  const content = await world.files.read(path, dockerfileBytes, signal);
  if (content === undefined) {
    terminal.error(l10n.t('{0} cannot be read, or is not a text in UTF-8.', path));
    return undefined;
  }
  const mark = content.startsWith('\uFEFF') ? '\uFEFF' : '';
  const input = {
    ...inputOf(options),
    path,
    text: content.slice(mark.length),
    root: await findRoot(world.files, path, folder, signal),
  };
  const shown = isInside(path, folder) ? relativePath(folder, path) : path;
  const file = await check(world, options, input, signal);
  if (file.text !== input.text) await world.files.write(path, mark + file.text, signal);
  return { ...file, path, shown };
}

async function lintInput(world: LintWorld, options: LintCommandOptions, terminal: Terminal): Promise<number> {
  const text = (await terminal.input()).replace(/^\uFEFF/, '');
  const input = { ...inputOf(options), workspace: false, path: '/Dockerfile', root: '/', text };
  const file = {
    ...(await check(world, options, input, terminal.signal)),
    path: '<stdin>',
    shown: '<stdin>',
  };
  const report = { files: [file], rules, version: world.version, folder: slashed(process.cwd()) };
  // With --fix this is a filter: the Dockerfile goes on, and what is left to say goes beside it.
  if (options.fix) terminal.out(file.text.replace(/\n$/, ''));
  print(report, options, options.fix ? { ...terminal, out: terminal.error } : terminal);
  return exitCode([file], options);
}

const inputOf = ({
  workspace,
  role,
  severities,
}: LintCommandOptions): Pick<LintInput, 'workspace' | 'settings'> => ({
  workspace,
  settings: { severities, hostArchitecture: process.arch, ...(role && { role }) },
});

async function check(
  world: LintWorld,
  { fix, least }: LintCommandOptions,
  input: LintInput,
  signal: AbortSignal,
): Promise<Omit<ReportedFile, 'path' | 'shown'>> {
  const isWanted = ({ severity }: Finding): boolean => isAtLeast(severity, least);
  const mended = fix
    ? await mendDockerfile(world, { ...input, isWanted }, signal)
    : { ...(await lintDockerfile(world, input, signal)), applied: [], changed: [] };
  return {
    text: mended.text,
    role: mended.result.role.role,
    findings: mended.result.findings.filter(isWanted),
    fixed: mended.applied.map(({ fix: { title } }) => title),
    changed: mended.changed,
  };
}

function print(report: LintReport, { format }: LintCommandOptions, { out, screen }: Terminal): void {
  const text = formatted(report, format, screen);
  if (text !== '') out(text);
}

function formatted(
  report: LintReport,
  format: LintCommandOptions['format'],
  screen: Terminal['screen'],
): string {
  switch (format) {
    case 'text':
      return formatText(report, screen);
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report);
    case 'github':
      return formatGithub(report);
  }
}

function exitCode(files: readonly ReportedFile[], { failOn }: LintCommandOptions): number {
  if (failOn === 'never') return 0;
  return files.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, failOn))) ? 1 : 0;
}

const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
