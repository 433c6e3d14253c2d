import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where what it prints goes. */
  readonly output: string;
}

/** Milliseconds from before the process is made until it has ended. */
export async function measure({ program, words, environment, output }: Command): Promise<number> {
  const file = openSync(output, 'w');
  const errors = openSync(`${output}.errors`, 'w');
  try {
    const started = performance.now();
    const child = spawn(program, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', file, errors],
    });
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('exit', resolve),
    );
    const taken = performance.now() - started;
    if (code === 0) return taken;
    throw new Error(
      `${program} ended with ${code}: ${readFileSync(`${output}.errors`, 'utf8').slice(-4000)}`,
    );
  } finally {
    closeSync(file);
    closeSync(errors);
  }
}
