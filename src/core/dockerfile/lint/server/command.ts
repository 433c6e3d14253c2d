import type { Range } from '../../text/range';
import { baseName, programOf } from '../start/program';
import { isLocal, readAddress } from './nginx';

/** A word of a command line, wherever it is written. */
export interface CommandWord extends Range {
  readonly text: string;
  readonly literal: boolean;
}

/** Where a server listens, as its command line tells. */
export interface Listening {
  readonly program: string;
  readonly port: number;
  readonly isLocal: boolean;
  /** The words that say so; undefined for a default of the program. */
  readonly portWord: CommandWord | undefined;
  readonly hostWord: CommandWord | undefined;
  /** The word behind which options may be added. */
  readonly last: CommandWord;
  /** Port and host stand in one word: `-b 0.0.0.0:8080`. */
  readonly isJoined: boolean;
}

interface Server {
  readonly port: number;
  readonly isLocal: boolean;
  readonly portFlags: readonly string[];
  readonly hostFlags: readonly string[];
  /** Other ways of telling it, which we do not follow. */
  readonly others: RegExp;
}

const servers: ReadonlyMap<string, Server> = new Map([
  [
    'uvicorn',
    {
      port: 8000,
      isLocal: true,
      portFlags: ['--port'],
      hostFlags: ['--host'],
      others: /^--(?:uds|fd|env-file)\b/,
    },
  ],
  [
    'flask run',
    {
      port: 5000,
      isLocal: true,
      portFlags: ['--port', '-p'],
      hostFlags: ['--host', '-h'],
      others: /^(?:--env-file|-e)\b/,
    },
  ],
  ['fastapi run', { port: 8000, isLocal: false, portFlags: ['--port'], hostFlags: ['--host'], others: /^$/ }],
  [
    'vllm.entrypoints.openai.api_server',
    {
      port: 8000,
      isLocal: false,
      portFlags: ['--port'],
      hostFlags: ['--host'],
      others: /^--(?:uds|config)\b/,
    },
  ],
]);

/** The words of a server behind its name, with the name. */
function serverOf(words: readonly CommandWord[]): { readonly name: string; readonly at: number } | undefined {
  const texts = words.map(({ text }) => text);
  const skip = texts[0] === 'exec' || texts[0] === 'nohup' ? 1 : 0;
  const program = programOf(texts.slice(skip));
  if (!program) return undefined;
  let at = program.at + skip;
  let name = baseName(program.name);
  if (/^python[\d.]*$/.test(name)) {
    const module = texts.indexOf('-m', at);
    if (module < 0 || !texts.slice(at + 1, module).every((word) => word.startsWith('-'))) return undefined;
    at = module + 1;
    name = texts[at] ?? '';
  }
  if ((name === 'flask' || name === 'fastapi') && texts.includes('run', at)) {
    at = texts.indexOf('run', at);
    name = `${name} run`;
  }
  return { name, at };
}

/** Undefined when it is no server that we know, or when it is told in another way. */
export function readListening(words: readonly CommandWord[]): Listening | undefined {
  const found = serverOf(words);
  const last = words.at(-1);
  if (!found || !last) return undefined;
  const rest = words.slice(found.at + 1);
  if (found.name === 'gunicorn' || found.name === 'hypercorn') return readBind(found.name, rest, last);
  const server = servers.get(found.name);
  // A word that a variable fills may be any option.
  if (!server || rest.some((word) => server.others.test(word.text) || (!word.literal && isOption(word))))
    return undefined;
  const portWord = valueOf(rest, server.portFlags);
  const hostWord = valueOf(rest, server.hostFlags);
  if (portWord?.literal === false || hostWord?.literal === false) return undefined;
  const port = portWord ? Number(plainValue(portWord)) : server.port;
  if (!Number.isInteger(port)) return undefined;
  return {
    program: found.name,
    port,
    isLocal: hostWord ? isLocal(plainValue(hostWord)) : server.isLocal,
    portWord,
    hostWord,
    last,
    isJoined: false,
  };
}

const isOption = ({ text }: CommandWord): boolean => !/^[\w./:'"-]*\$/.test(text) || text.startsWith('$');

/** The word that holds the value: the one behind `--port`, or `--port=80` itself. */
function valueOf(words: readonly CommandWord[], flags: readonly string[]): CommandWord | undefined {
  const at = words.findLastIndex(({ text }) =>
    flags.some((flag) => text === flag || text.startsWith(`${flag}=`)),
  );
  const word = words[at];
  return word?.text.includes('=') === true ? word : words[at + 1] && at >= 0 ? words[at + 1] : undefined;
}

const plainValue = ({ text }: CommandWord): string =>
  text.startsWith('-') ? text.slice(text.indexOf('=') + 1) : text;

/** Several binds are all right when one of them is; then there is nothing to tell. */
function readBind(program: string, rest: readonly CommandWord[], last: CommandWord): Listening | undefined {
  const binds = rest.filter(
    ({ text }, at) => /^(?:-b|--bind)=?./.test(text) || /^(?:-b|--bind)$/.test(rest[at - 1]?.text ?? ''),
  );
  const [bind, ...others] = binds;
  if (!bind || others.length > 0 || !bind.literal) return undefined;
  const { host, port, isSocket } = readAddress(bind.text.replace(/^(?:--bind=?|-b=?)/, ''));
  if (isSocket || port === undefined) return undefined;
  return { program, port, isLocal: isLocal(host), portWord: bind, hostWord: bind, last, isJoined: true };
}
