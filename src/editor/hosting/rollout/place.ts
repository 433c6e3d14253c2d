/** An endpoint of a region; of the first one that is looked at, when none is named. */
export interface RolloutPlace {
  readonly region: string | undefined;
  readonly name: string;
}

/** `eu-west-1/iris`, or the name alone. */
export function rolloutPlace(subject: string): RolloutPlace {
  const parts = subject.split('/');
  const [first = '', second] = parts;
  return second === undefined ? { region: undefined, name: first } : { region: first, name: second };
}
