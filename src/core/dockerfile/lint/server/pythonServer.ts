import { isLocal } from './nginx';

/** `app.run(host=…, port=…)` of a script that is run itself. */
export interface PythonServer {
  readonly name: string;
  readonly port: number;
  readonly isLocal: boolean;
  /** Offsets of the value of `port`; undefined for the default. */
  readonly portRange: readonly [number, number] | undefined;
  readonly hostRange: readonly [number, number] | undefined;
  /** Just behind the opening parenthesis' arguments, where one may be added. */
  readonly end: number;
  readonly hasArguments: boolean;
}

/** Comments become spaces, so that offsets stay. A `#` in a string may end it: then we see less. */
const plainOf = (text: string): string =>
  text.replaceAll(
    /(^|\s)#[^\n]*/g,
    (comment, before: string) => before + ' '.repeat(comment.length - before.length),
  );

/** Undefined unless there is exactly one call, with literal arguments. */
export function readPythonServer(text: string): PythonServer | undefined {
  const plain = plainOf(text);
  const [, app] = /^(\w+)\s*(?::[^=\n]*)?=\s*(?:flask\.)?Flask\(/m.exec(plain) ?? [];
  const calls = [...plain.matchAll(/\b(uvicorn|\w+)\.run\(([^()]*)\)/g)].filter(
    ([, name]) => name === 'uvicorn' || (app !== undefined && name === app),
  );
  const [call, ...others] = calls;
  if (!call || others.length > 0) return undefined;
  const [whole, name = '', given = ''] = call;
  const from = call.index + whole.indexOf('(') + 1;
  if (/\*|ssl|uds=|fd=/.test(given)) return undefined;
  const positions = positionsOf(given, from);
  // Flask takes host and port by position too, uvicorn its application.
  if (positions.length > (name === 'uvicorn' ? 1 : 2)) return undefined;
  const [first, second] = name === 'uvicorn' ? [] : positions;
  const port = argument(given, 'port', from) ?? second;
  const host = argument(given, 'host', from) ?? first;
  if (port === 'unknown' || host === 'unknown') return undefined;
  if (port !== undefined && !/^\d+$/.test(port.value)) return undefined;
  return {
    name: name === 'uvicorn' ? 'uvicorn' : 'Flask',
    port: port ? Number(port.value) : name === 'uvicorn' ? 8000 : 5000,
    isLocal: host ? isLocal(host.value) : true,
    portRange: port?.range,
    hostRange: host?.range,
    end: from + given.trimEnd().length,
    hasArguments: given.trim() !== '' && !given.trim().endsWith(','),
  };
}

interface Argument {
  readonly value: string;
  readonly range: readonly [number, number];
}

function argument(given: string, name: string, from: number): Argument | 'unknown' | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*([^,]*)`).exec(given);
  if (!match) return undefined;
  const written = (match[1] ?? '').trimEnd();
  const start = from + match.index + match[0].length - (match[1] ?? '').length;
  return literal(written, start);
}

function literal(written: string, start: number): Argument | 'unknown' {
  const [, , quoted] = /^(["'])([\w.:]*)\1$/.exec(written) ?? [];
  const value = quoted ?? (/^\d+$/.test(written) ? written : undefined);
  return value === undefined ? 'unknown' : { value, range: [start, start + written.length] };
}

/** What is given without a name. */
function positionsOf(given: string, from: number): ReadonlyArray<Argument | 'unknown'> {
  const found: Array<Argument | 'unknown'> = [];
  let at = 0;
  for (const part of given.split(',')) {
    const written = part.trim();
    if (written !== '' && !part.includes('='))
      found.push(literal(written, from + at + part.indexOf(written)));
    at += part.length + 1;
  }
  return found;
}
