/** What of a run is compared with another: plain values, as a person would read them. */
export interface ComparedRun {
  /** What the run was: its image, its exit code, how long it took. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** The last value of each. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
  readonly files: ReadonlyArray<{ readonly path: string; readonly bytes: number }>;
}

export type Aspect = 'facts' | 'hyperparameters' | 'metrics' | 'environment' | 'channels' | 'files';

/** A side that does not have it is not given. */
export interface Difference {
  readonly aspect: Aspect;
  readonly name: string;
  readonly left?: string | number;
  readonly right?: string | number;
  /** Of numbers on both sides: how much the right one is greater. */
  readonly change?: number;
}

type Values = ReadonlyMap<string, string | number>;

/** What differs, by aspect and name; what is the same is left out. */
export function compareRuns(left: ComparedRun, right: ComparedRun): readonly Difference[] {
  const [leftAspects, rightAspects] = [aspectsOf(left), aspectsOf(right)];
  return leftAspects.flatMap(([aspect, values], index) =>
    compareValues(aspect, values, rightAspects[index]?.[1] ?? new Map()),
  );
}

function aspectsOf(run: ComparedRun): ReadonlyArray<readonly [Aspect, Values]> {
  const of = (record: Readonly<Record<string, string | number>> = {}): Values =>
    new Map(Object.entries(record));
  return [
    ['facts', of(run.facts)],
    ['hyperparameters', of(run.hyperparameters)],
    ['metrics', of(run.metrics)],
    ['environment', of(run.environment)],
    ['channels', of(run.channels)],
    ['files', new Map(run.files.map(({ path, bytes }) => [path, bytes]))],
  ];
}

function compareValues(aspect: Aspect, lefts: Values, rights: Values): readonly Difference[] {
  const names = [...new Set([...lefts.keys(), ...rights.keys()])].toSorted(byName);
  return names.flatMap((name) => {
    const [left, right] = [lefts.get(name), rights.get(name)];
    if (Object.is(left, right)) return [];
    return [
      {
        aspect,
        name,
        ...(left === undefined ? {} : { left }),
        ...(right === undefined ? {} : { right }),
        ...(typeof left === 'number' && typeof right === 'number' ? { change: right - left } : {}),
      },
    ];
  });
}

/** The same order in every language, since tests and scripts read it. */
const byName = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
