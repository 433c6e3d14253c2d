import { parse } from 'jsonc-parser';

/** The `build` of a run file; both paths are relative to that file. */
export interface RunFileBuild {
  readonly context: string;
  readonly dockerfile: string;
}

export const isRunFile = (name: string): boolean => name.endsWith('.train.json');

/** What a run file says of its build's context: nothing, unless it says so itself. Half-written files are read too. */
export function runFileBuild(text: string): RunFileBuild | undefined {
  const value: unknown = parse(text);
  const build = property(value, 'build');
  const context = property(build, 'context');
  if (typeof context !== 'string') return undefined;
  const dockerfile = property(build, 'dockerfile') ?? `${context}/Dockerfile`;
  return typeof dockerfile === 'string' ? { context, dockerfile } : undefined;
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
