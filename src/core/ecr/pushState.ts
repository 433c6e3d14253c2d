import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import type { LayerReport } from '../ports';
import { formatDuration } from '../run/describe';

export type PushEvent =
  | { readonly kind: 'begun'; readonly sizes: ReadonlyMap<string, number> }
  | { readonly kind: 'layer'; readonly layer: LayerReport }
  | { readonly kind: 'renewed' }
  | { readonly kind: 'rewritten' };

/** How far a push is. */
export interface PushState {
  readonly layers: ReadonlyMap<string, LayerReport>;
  /** Of layers that have not moved yet as well, where they are known. */
  readonly sizes: ReadonlyMap<string, number>;
  /** How much had been sent when, over the last seconds. */
  readonly pace: readonly Sample[];
}

interface Sample {
  /** Milliseconds. */
  readonly time: number;
  readonly sent: number;
}

export const beforePush: PushState = { layers: new Map(), sizes: new Map(), pace: [] };

/** Milliseconds: speed is what was moved in so many, looked at so often. */
const window = 10_000;
const beat = 500;

export function advancePush(state: PushState, event: PushEvent, now: number): PushState {
  if (event.kind === 'begun') return { ...state, sizes: event.sizes };
  if (event.kind !== 'layer') return state;
  const { layer } = event;
  const before = state.layers.get(layer.layer);
  // With a second sign-in the engine begins anew, and finds there what we have sent with the first.
  if (before?.state === 'there') return state;
  const layers = new Map(state.layers).set(layer.layer, { ...before, ...layer });
  const next = { ...state, layers };
  return { ...next, pace: paceOf(next, now) };
}

function paceOf(state: PushState, time: number): readonly Sample[] {
  const { pace } = state;
  const last = pace.at(-1);
  if (last && time - last.time < beat) return pace;
  const { sent } = pushProgress(state);
  // A layer that is sent again takes back what was counted.
  if (last && sent < last.sent) return [{ time, sent }];
  return [...pace.filter((sample) => time - sample.time <= window), { time, sent }];
}

export interface PushProgress {
  readonly layers: number;
  /** Arrived now, or there from the beginning. */
  readonly done: number;
  readonly known: number;
  /** Bytes; of the layers that are not there from the beginning. */
  readonly sent: number;
  readonly total: number;
  /** Bytes in a second. */
  readonly speed: number | undefined;
  /** Milliseconds. */
  readonly left: number | undefined;
}

export function pushProgress({ layers, sizes, pace }: PushState): PushProgress {
  const all = [...layers.values()];
  const moving = all.filter(({ state }) => state !== 'known');
  const size = ({ layer, total = 0 }: LayerReport): number => sizes.get(layer) ?? total;
  // The engine counts what the packing adds, and may come to more than it had said.
  const sent = sum(
    moving.map((each) => (each.state === 'there' ? size(each) : Math.min(each.sent ?? 0, size(each)))),
  );
  const total = sum(moving.map(size));
  const speed = speedOf(pace);
  return {
    layers: all.length,
    done: all.filter(({ state }) => state === 'there' || state === 'known').length,
    known: all.length - moving.length,
    sent,
    total,
    speed,
    left: speed === undefined ? undefined : ((total - sent) / speed) * 1000,
  };
}

function speedOf(pace: readonly Sample[]): number | undefined {
  const [first] = pace;
  const last = pace.at(-1);
  if (!first || !last || last.time - first.time < 2 * beat || last.sent === first.sent) return undefined;
  return ((last.sent - first.sent) / (last.time - first.time)) * 1000;
}

/** `Pushing iris: 340 MB of 900 MB, 12 MB/s, about 50 s left, 4 of 9 layers were there`. */
export function pushLine(name: string, state: PushState): string {
  const { layers, done, known, sent, total, speed, left } = pushProgress(state);
  if ([...state.layers.values()].some((layer) => layer.state === 'broken'))
    return l10n.t('Pushing {0}: the connection broke, trying again', name);
  if (layers === 0 || (sent === 0 && done < layers && known === 0))
    return l10n.t('Pushing {0}: looking at what is there', name);
  if (done === layers) return l10n.t('Pushing {0}: all {1} layers are there', name, layers);
  const facts = [
    l10n.t('{0} of {1}', formatSize(sent), formatSize(total)),
    ...(speed === undefined ? [] : [l10n.t('{0}/s', formatSize(speed))]),
    ...(left === undefined || left < 1000 ? [] : [l10n.t('about {0} left', formatDuration(roughly(left)))]),
    ...(known === 0 ? [] : [l10n.t('{0} of {1} layers were there', known, layers)]),
  ];
  return l10n.t('Pushing {0}: {1}', name, facts.join(', '));
}

/** Nobody believes in 53.2 s. */
function roughly(milliseconds: number): number {
  const step = milliseconds < 60_000 ? 5_000 : 60_000;
  return Math.max(step, Math.round(milliseconds / step) * step);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);
