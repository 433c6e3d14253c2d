const shells: ReadonlySet<string> = new Set(['ash', 'bash', 'dash', 'ksh', 'sh']);

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What runs the shell form where no SHELL says otherwise. */
export const defaultShell: readonly string[] = ['/bin/sh', '-c'];

export const isShell = (command: string): boolean => shells.has(baseName(command));

/**
 * Does this SHELL read scripts that we can read? It may be wrapped, as in
 * `["conda", "run", "-n", "env", "/bin/bash", "-c"]`, and must end with the option that takes the script.
 */
export function takesScript(shell: readonly string[]): boolean {
  if (shell === defaultShell) return true;
  const at = shell.findLastIndex(isShell);
  return at >= 0 && /^-[a-z]*c$/.test(shell.at(-1) ?? '') && at < shell.length - 1;
}

/** `#!/bin/sh -e`, `#!/usr/bin/env bash`, `#!/usr/bin/env -S bash -eu`. */
export function isShellProgram(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (isShell(program)) return true;
  return (
    baseName(program) === 'env' &&
    isShell(rest.find((word) => !word.startsWith('-') && !word.includes('=')) ?? '')
  );
}
