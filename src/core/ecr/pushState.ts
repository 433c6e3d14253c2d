import type { LayerReport } from '../ports';

/** How far a push is. */
export interface PushState {
  readonly layers: ReadonlyMap<string, LayerReport>;
}

export const beforePush: PushState = { layers: new Map() };

export const advancePush = ({ layers }: PushState, report: LayerReport): PushState => ({
  layers: new Map(layers).set(report.layer, { ...layers.get(report.layer), ...report }),
});

export interface PushProgress {
  readonly layers: number;
  /** Arrived now, or there from the beginning. */
  readonly done: number;
  readonly known: number;
  /** Bytes, of the layers that have begun to move. */
  readonly sent: number;
  readonly total: number;
}

export function pushProgress({ layers }: PushState): PushProgress {
  const all = [...layers.values()];
  const moved = all.filter(({ total }) => total !== undefined);
  return {
    layers: all.length,
    done: all.filter(({ state }) => state === 'there' || state === 'known').length,
    known: all.filter(({ state }) => state === 'known').length,
    // The engine counts what the packing adds, and may come to more than it had said.
    sent: sum(
      moved.map(({ state, sent = 0, total = 0 }) => (state === 'there' ? total : Math.min(sent, total))),
    ),
    total: sum(moved.map(({ total = 0 }) => total)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);
