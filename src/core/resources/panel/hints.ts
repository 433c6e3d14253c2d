import * as l10n from '@vscode/l10n';
import { formatSize } from '../../format';
import { sortedCards } from './drawnCharts';
import type { Hint } from './resourcesPanel';
import type { Card, RunHistory } from '../history/runHistory';

/** What a hint needs to know of the run besides what was seen. */
export interface HintFacts {
  readonly running: boolean;
  readonly asksForGpus: boolean;
}

/** Seconds. */
const idleFor = 30;
const unusedFor = 60;

/** What costs the user time or money, with its reason. Each follows from what was seen, and goes when it passes. */
export function hintsOf(history: RunHistory, facts: HintFacts): readonly Hint[] {
  const hints = [...unusedHints(history, facts)];
  if (!facts.running) return hints;
  return [
    ...hints,
    // Cards that the run did not ask for are somebody else's.
    ...(facts.asksForGpus ? [...idleHints(history), ...cardHints(history)] : []),
    ...[...history.usage.keys()].flatMap((host) => hostHints(history, host)),
  ];
}

/** The card waits while the processors are full: the data does not come fast enough. */
function idleHints(history: RunHistory): readonly Hint[] {
  const [host] = [...history.hosts.keys()];
  if (host === undefined || history.cards.size === 0) return [];
  const { cpus = 1 } = history.usage.get(host) ?? {};
  const idle = sortedCards(history).filter((card) => staysBelow(history, card, 20, idleFor));
  const full = lowest(history, host, 'cpu', idleFor);
  if (idle.length === 0 || full === undefined || full < cpus * 80) return [];
  return [
    {
      id: 'gpu-waits',
      severity: 'warning',
      title: l10n.t('{0} idles while the processors are full', names(idle)),
      reason: l10n.t(
        'For {0} seconds the processors had no room left and the GPU little to do: loading the data is what takes the time. Load with more workers, prepare the data before, or choose an instance with more processors for each GPU.',
        idleFor,
      ),
      action: l10n.t('Open Run File'),
    },
  ];
}

/** From here on, memory of a card is nearly full. */
const fullMemory = 0.95;

function cardHints({ reading, cards }: RunHistory): readonly Hint[] {
  const hints: Hint[] = [];
  for (const { uuid, memoryUsed, memoryTotal, throttled, state } of reading?.gpus ?? []) {
    const card = `GPU ${cards.get(uuid)?.index ?? '?'}`;
    if (state === 'needs-reset')
      hints.push(
        warning(
          `reset/${uuid}`,
          l10n.t('{0} needs a reset', card),
          l10n.t(
            'The driver has given it up after an error. Restart the machine, or let an administrator run `nvidia-smi --gpu-reset`.',
          ),
        ),
      );
    if (memoryUsed !== undefined && memoryTotal !== undefined && memoryUsed > fullMemory * memoryTotal)
      hints.push({
        ...warning(
          `gpu-memory/${uuid}`,
          l10n.t('The memory of {0} is nearly full', card),
          l10n.t(
            '{0} of {1} are in use. A greater batch, or a longer sequence, ends with CUDA out of memory. Frameworks that reserve all memory at their start look like this too.',
            formatSize(memoryUsed),
            formatSize(memoryTotal),
          ),
        ),
        action: l10n.t('Open Run File'),
      });
    if (throttled.some((reason) => reason === 'heat' || reason === 'hardware'))
      hints.push(
        warning(
          `heat/${uuid}`,
          l10n.t('{0} slows down because of heat', card),
          l10n.t(
            'Its clock is held back to cool it. Times that you measure now are longer than they need be.',
          ),
        ),
      );
  }
  return hints;
}

function hostHints(history: RunHistory, host: string): readonly Hint[] {
  const { memory, memoryLimit, shmUsed, shmSize } = history.usage.get(host) ?? {};
  const hints: Hint[] = [];
  if (shmUsed !== undefined && shmSize !== undefined && shmUsed > 0.9 * shmSize)
    hints.push({
      ...warning(
        `shm/${host}`,
        l10n.t('/dev/shm of {0} is nearly full', host),
        l10n.t(
          '{0} of {1} are in use. Workers of a data loader hand batches over there, and die with a bus error when it is full. Give it more with "shmSize", or use fewer workers.',
          formatSize(shmUsed),
          formatSize(shmSize),
        ),
      ),
      action: l10n.t('Open Run File'),
    });
  if (memory !== undefined && memoryLimit !== undefined && memory > 0.9 * memoryLimit)
    hints.push({
      ...warning(
        `memory/${host}`,
        l10n.t('{0} has nearly used up its memory', host),
        l10n.t(
          '{0} of {1} are in use. At the limit the program is killed, without a word of its own. Raise "memory" in the run file, or load less at once.',
          formatSize(memory),
          formatSize(memoryLimit),
        ),
      ),
      action: l10n.t('Open Run File'),
    });
  return hints;
}

/** GPUs that were asked for and paid for, and never used. */
function unusedHints(history: RunHistory, { asksForGpus, running }: HintFacts): readonly Hint[] {
  if (!asksForGpus || history.cards.size === 0) return [];
  const unused = sortedCards(history).filter((card) => {
    const { x, y } = history.gpus.all([`${card.uuid}/utilization`]);
    const told = y[0]?.filter((value) => value !== null) ?? [];
    const seconds = (x.at(-1) ?? 0) - (x[0] ?? 0);
    return told.length > 0 && told.every((value) => value < 1) && (!running || seconds > unusedFor);
  });
  if (unused.length === 0) return [];
  return [
    {
      id: 'gpu-unused',
      severity: 'warning',
      title: l10n.t('{0} was asked for and not used', names(unused)),
      reason: l10n.t(
        'The program has run on the processors only. Does it move the model and the data to the device? Without need for a GPU, a cheaper instance does.',
      ),
      action: l10n.t('Open Run File'),
    },
  ];
}

const warning = (id: string, title: string, reason: string): Hint => ({
  id,
  severity: 'warning',
  title,
  reason,
});

const names = (cards: readonly Card[]): string => cards.map(({ index }) => `GPU ${index}`).join(', ');

function staysBelow({ gpus }: RunHistory, { uuid }: Card, limit: number, seconds: number): boolean {
  const values = recent(gpus.all([`${uuid}/utilization`]), seconds);
  return values !== undefined && values.every((value) => value < limit);
}

function lowest({ hosts }: RunHistory, host: string, name: string, seconds: number): number | undefined {
  const values = recent(hosts.get(host)?.all([name]), seconds);
  return values === undefined ? undefined : Math.min(...values);
}

/** The values of the last so many seconds; nothing when they are not all there. */
function recent(
  rows: { readonly x: readonly number[]; readonly y: readonly (readonly (number | null)[])[] } | undefined,
  seconds: number,
): readonly number[] | undefined {
  const { x = [], y: [column = []] = [] } = rows ?? {};
  const last = x.at(-1) ?? 0;
  if (last - (x[0] ?? 0) < seconds) return undefined;
  const from = x.findLastIndex((time) => time < last - seconds) + 1;
  const values = column.slice(from).filter((value) => value !== null);
  return values.length === 0 ? undefined : values;
}
