import * as l10n from '@vscode/l10n';
import type { ByteRange } from '../../../core/explore/ports';
import type { TreeEntry, TreeEvent } from '../../../core/explore/tree';
import { Problem } from '../../../core/problem';
import { field } from '../../field';
import { denied, noFile, notThere } from '../unreadable';
import type { AgentMessage } from './agentMessages';
import { agentChanges, agentEntry, readMessages } from './agentMessages';
import { agentSource } from './agentSource';
import type { Box } from './box';
import type { Program } from './program';
import { runInBox } from './program';

/** Milliseconds: a Python that takes longer to begin is of no use. */
const patience = 15_000;

interface Asked {
  readonly resolve: (answer: AgentMessage) => void;
  readonly reject: (error: unknown) => void;
}

/** Looks from inside of the container, and answers on the same channel. */
export class Agent {
  readonly #program: Program;
  readonly #messages: AsyncGenerator<AgentMessage>;
  readonly #asked = new Map<number, Asked>();
  #next = 0;
  #ended = false;

  private constructor(program: Program, messages: AsyncGenerator<AgentMessage>) {
    this.#program = program;
    this.#messages = messages;
  }

  /** Or why there is none. */
  static async start(box: Box, limit: number, signal: AbortSignal): Promise<Agent | string> {
    const command = ['python3', '-I', '-S', '-u', '-c', agentSource, box.root, String(limit)];
    const program = await runInBox(box, command, signal);
    const messages = readMessages(program.output);
    const timer = setTimeout(() => program.close(), patience);
    try {
      const first = await messages.next();
      if (first.done !== true && field(first.value.message, 'ready') !== undefined)
        return new Agent(program, messages);
      signal.throwIfAborted();
      return (await program.failure()) ?? hasEnded();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Until the program ends; returns why. */
  async follow(tell: (event: TreeEvent) => void): Promise<string> {
    try {
      for await (const each of this.#messages) {
        const id = field(each.message, 'id');
        if (typeof id === 'number') this.#asked.get(id)?.resolve(each);
        else hear(each.message, tell);
      }
      return (await this.#program.failure()) ?? hasEnded();
    } finally {
      this.#ended = true;
      this.#program.close();
      for (const { reject } of this.#asked.values()) reject(ended());
    }
  }

  async stat(path: string, signal: AbortSignal): Promise<TreeEntry | undefined> {
    const { message } = await this.#ask({ op: 'stat', path }, signal);
    return agentEntry(field(message, 'entry'));
  }

  async read(path: string, { offset, length }: ByteRange, signal: AbortSignal): Promise<Uint8Array> {
    const { message, payload } = await this.#ask({ op: 'read', path, offset, length }, signal);
    const error = field(message, 'error');
    if (error === 'gone') throw notThere(path);
    if (error === 'no-file') throw noFile(path);
    if (error !== undefined) throw denied(path, error);
    return payload;
  }

  async #ask(question: object, signal: AbortSignal): Promise<AgentMessage> {
    signal.throwIfAborted();
    if (this.#ended) throw ended();
    const id = (this.#next += 1);
    const abort = (): void => this.#asked.get(id)?.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#asked.set(id, { resolve, reject });
        this.#program.write(`${JSON.stringify({ id, ...question })}\n`);
      });
    } finally {
      this.#asked.delete(id);
      signal.removeEventListener('abort', abort);
    }
  }
}

const hasEnded = (): string => l10n.t('its python3 has ended');

const ended = (): Problem => new Problem('container-gone', l10n.t('The container has ended.'));

function hear(message: unknown, tell: (event: TreeEvent) => void): void {
  const changes = field(message, 'c');
  const scanned = field(message, 'scanned');
  const fault = field(message, 'fault');
  if (changes !== undefined) tell({ kind: 'changes', changes: agentChanges(changes) });
  else if (typeof scanned === 'boolean') tell({ kind: 'scanned', whole: scanned });
  else if (fault === 'full') tell({ kind: 'scanned', whole: false });
  else if (fault === 'polling') tell({ kind: 'source', source: 'agent', reason: deaf() });
  else if (fault === 'watches') tell({ kind: 'source', source: 'agent', reason: few() });
  else if (fault === '') tell({ kind: 'source', source: 'agent' });
}

const deaf = (): string =>
  l10n.t('The files in this container change without a sign: they are looked at every second.');
const few = (): string =>
  l10n.t(
    'This system lends no more watches (fs.inotify.max_user_watches): some folders are looked at every 2 seconds.',
  );
