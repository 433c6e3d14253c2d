import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { readTestInput } from '../../app/serve/contract/readTestInput';
import { serveLocally } from '../../app/serve/serveLocally';
import { given } from '../../core/json';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { ServeControl } from '../../core/serve/serveControl';
import { servePlan } from '../../core/serve/servePlan';
import type { ServedEndpoint, ServeEvent } from '../../core/serve/servedEndpoint';
import type { Terminal } from '../commandLine';

interface Asked {
  readonly file: string;
  readonly port: number | undefined;
  /** Seconds. */
  readonly serverlessIdle: number | undefined;
  readonly json: boolean;
  readonly runs: string | undefined;
}

const mostBytes = 4 * 1024 * 1024;

export async function runServe(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const file = absolute(asked.file);
  const endpoint = await readTestInput(world.files, file, terminal.signal);
  const text = (await world.files.read(file, mostBytes, terminal.signal)) ?? '{}';
  const control = new ServeControl();
  const print = asked.json ? jsonPrinter(terminal) : linePrinter(terminal, endpoint.variants.length > 1);
  const ready = new Set<string>();
  let isFailed = false;
  terminal.kill.addEventListener('abort', () => control.ask({ kind: 'kill' }), { once: true });
  const runsFolder = asked.runs === undefined ? world.disk.runsFolder : absolute(asked.runs);
  const { port, serverlessIdle } = asked;
  const { variants } = servePlan(endpoint, { file, region: endpoint.cloud?.region ?? '' });
  if (serverlessIdle !== undefined && variants.every(({ serverless }) => !serverless))
    throw new Problem(
      'bad-usage',
      l10n.t('--serverless-idle is for serverless variants, and {0} has none.', asked.file),
    );
  const chosen = given({ port, serverlessIdle });
  const input = { endpoint, text, file, runsFolder, follower: process.pid, ...chosen };
  const state = await serveLocally(world, input, {
    signal: terminal.signal,
    control,
    report: (event, now) => {
      print(event, now);
      if (event.kind === 'ready') ready.add(event.variant);
      // An endpoint of SageMaker comes whole, or not at all. Who has served before may be started again.
      if (event.kind === 'failed' && !ready.has(event.variant) && !isFailed) {
        isFailed = true;
        control.ask({ kind: 'stop' });
      }
    },
  });
  return isFailed || state.status === 'failed' ? 1 : 0;
}

const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');

type Printer = (event: ServeEvent, endpoint: ServedEndpoint) => void;

const jsonPrinter =
  ({ out }: Terminal): Printer =>
  (event) =>
    out(JSON.stringify(event));

/** Lines of several variants say whose they are. */
const linePrinter =
  ({ out, error }: Terminal, several: boolean): Printer =>
  (event, { url = '', name }) => {
    if (event.kind === 'line') return out(several ? `${event.variant} | ${event.text}` : event.text);
    const text = eventText(event, { url, name });
    if (text !== undefined) error(text);
  };

function eventText(event: ServeEvent, { url, name }: { readonly url: string; readonly name: string }) {
  switch (event.kind) {
    case 'progress':
      return event.text;
    case 'opened':
      return l10n.t('Endpoint {0}: {1}', name, url);
    case 'starting':
      return l10n.t('{0}: starting …', event.variant);
    case 'ready':
      return l10n.t('{0}: serves after {1} s', event.variant, (event.milliseconds / 1000).toFixed(1));
    case 'failed': {
      const { title, cause, fixes, evidence } = event.trouble;
      const lines = [`${event.variant}: ${title}`, cause, evidence, ...fixes.map((fix) => `→ ${fix}`)];
      return lines.filter(Boolean).join('\n  ');
    }
    case 'stopped':
      return event.killed
        ? l10n.t('{0}: killed, {1} s after SIGTERM', event.variant, (event.milliseconds / 1000).toFixed(1))
        : l10n.t('{0}: stopped in {1} s', event.variant, (event.milliseconds / 1000).toFixed(1));
    case 'closing':
      return l10n.t('Stopping …');
    case 'started':
    case 'stopping':
    case 'weights':
    case 'traffic':
    case 'kind':
    case 'queue':
    case 'line':
    case 'ended':
      return undefined;
  }
}
