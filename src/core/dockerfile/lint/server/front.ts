import { entrypointAt, environmentAt } from '../../build/build';
import { flatten } from '../../shell/flatten';
import type { ShellCommand } from '../../shell/command';
import { onePiece } from '../../text/joined';
import type { Range } from '../../text/range';
import { copiedFiles, mayHide, type CopiedFile } from '../copied/copied';
import { baseName } from '../start/program';
import { servingFiles, type Started } from '../start/started';
import { mayBeRewritten } from '../copied/touched';
import type { View } from '../view';
import { readListening, type CommandWord, type Listening } from './command';
import { isLocal, readListens, type Listen } from './nginx';
import { readPythonServer, type PythonServer } from './pythonServer';
import { Notes } from '../../text/notes';

/** The server that answers the requests to the container, and what tells where it listens. */
export type Front =
  | {
      readonly kind: 'command';
      readonly listening: Listening;
      /** Undefined when the command stands in the Dockerfile. */
      readonly file: CopiedFile | undefined;
      /** The words are strings of a JSON array. */
      readonly isJson: boolean;
      readonly place: Range;
    }
  | { readonly kind: 'nginx'; readonly listen: Listen; readonly file: CopiedFile; readonly place: Range }
  | {
      readonly kind: 'python';
      readonly server: PythonServer;
      readonly file: CopiedFile;
      readonly place: Range;
    };

const cache = new Notes<View, { readonly front: Front | undefined }>();

/** Undefined wherever there is doubt: two servers, a proxy that we do not read, a port from a variable. */
export function frontOf(view: View): Front | undefined {
  const known = cache.get(view);
  if (known) return known.front;
  const front = findFront(view);
  cache.set(view, { front });
  return front;
}

// Others that may stand before the server, or tell it where to listen.
const unknown =
  /haproxy|caddy|envoy|traefik|apache|httpd|supervisor|socat|model-server|torchserve|tritonserver|BIND_TO_PORT|envsubst|honcho|circus/i;

const settings = /^(?:UVICORN_|GUNICORN_|FLASK_RUN_|HYPERCORN_)/;

function findFront(view: View): Front | undefined {
  const entrypoint = entrypointAt(view.end);
  const [started, ...others] = servingFiles(view);
  if (others.length > 0 || [...environmentAt(view.end).keys()].some((name) => settings.test(name)))
    return undefined;
  const text = entrypoint ? view.dockerfile.text.slice(entrypoint.start, entrypoint.end) : '';
  const script = started?.file?.fact.text;
  if (started?.file && (script === undefined || mayBeRewritten(view, started.file))) return undefined;
  const all = `${text}\n${script ?? ''}`;
  if (unknown.test(all)) return undefined;
  if (all.includes('nginx')) return nginxFront(view);
  if (started?.file && script !== undefined) return scriptFront(started, started.file, script);
  if (!entrypoint) return undefined;
  const given = entrypoint.arguments;
  if (given.kind === 'json') {
    const words = given.words.map((word): CommandWord => ({ ...word, text: word.value, literal: true }));
    const listening = readListening(words);
    if (listening) return { kind: 'command', listening, file: undefined, isJson: true, place: given.whole };
  }
  const listening = onlyServer(view.commands(entrypoint));
  return listening && { kind: 'command', listening, file: undefined, isJson: false, place: listening.last };
}

function nginxFront(view: View): Front | undefined {
  const copied = copiedFiles(view);
  const files = [...copied.files.values()].filter(
    ({ path }) => baseName(path) === 'nginx.conf' || /^\/etc\/nginx\/(?:conf\.d|sites-enabled)\//.test(path),
  );
  const [file, ...others] = files;
  const text = file?.fact.text;
  if (!file || others.length > 0 || text === undefined || mayHide(copied, file.path)) return undefined;
  if (mayBeRewritten(view, file) || /BIND_TO_PORT|\{\{|<%/.test(text)) return undefined;
  const listens = readListens(text);
  const [first] = listens ?? [];
  if (!first || !listens || listens.some(({ port, isSocket }) => port === undefined && !isSocket))
    return undefined;
  const listen =
    listens.find(({ port, host }) => port === 8080 && !isLocal(host)) ??
    listens.find(({ port }) => port === 8080) ??
    first;
  return { kind: 'nginx', listen, file, place: file.from?.word ?? file.copy.instruction };
}

function scriptFront({ place, interpreter }: Started, file: CopiedFile, text: string): Front | undefined {
  const reader =
    interpreter ?? /^#![^\n]*?([\w.]+)\s*$/m.exec(text.slice(0, text.indexOf('\n') + 1))?.[1] ?? '';
  if (reader.startsWith('python')) {
    if (/gunicorn|subprocess|os\.system|os\.exec|waitress|hypercorn|Popen/.test(text)) return undefined;
    const server = readPythonServer(text);
    return server && { kind: 'python', server, file, place };
  }
  if (!/^(?:ba|da|a|k)?sh$/.test(reader)) return undefined;
  const listening = onlyServer(commandsIn(text));
  return listening && { kind: 'command', listening, file, isJson: false, place };
}

export function commandsIn(script: string): readonly ShellCommand[] {
  try {
    return flatten(onePiece(script, 0)).commands;
  } catch {
    return [];
  }
}

/** The one server among the commands that is surely started. */
function onlyServer(commands: readonly ShellCommand[]): Listening | undefined {
  const found = commands.flatMap(({ name, words, within, assignments }) => {
    const listening = name && readListening([name, ...words].map((word) => word));
    return listening ? [{ listening, isSure: within.length === 0 && assignments.length === 0 }] : [];
  });
  const [first, ...others] = found;
  return first?.isSure === true && others.length === 0 ? first.listening : undefined;
}
