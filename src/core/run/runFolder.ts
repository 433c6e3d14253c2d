/** How a run's folder is laid out. `/opt/ml` of each host is `hosts/<host>/ml`. */
export const runFolder = (root: string) => ({
  root,
  record: `${root}/run.json`,
  /** The run file as it was. */
  source: `${root}/run.train.json`,
  ml: (host: string) => `${root}/hosts/${host}/ml`,
  /** Each start of a host writes its own, as an interruption starts it again. */
  log: (host: string, interruptions: number) =>
    `${root}/hosts/${host}/log${interruptions === 0 ? '' : `-${interruptions + 1}`}.txt`,
  inputs: `${root}/inputs`,
  checkpoints: `${root}/checkpoints`,
  artifacts: `${root}/artifacts`,
  /** Metrics and resources over time. */
  history: `${root}/history.json`,
});

export type RunFolder = ReturnType<typeof runFolder>;

type Environment = Readonly<Record<string, string | undefined>>;

/** One place for the editor and the command line, so that each sees the runs of the other. `LONGSHORE_RUNS` names another. */
export function usualRunsFolder(platform: string, home: string, environment: Environment): string {
  const named = environment['LONGSHORE_RUNS'];
  if (named) return named.replaceAll('\\', '/');
  const data =
    {
      win32: environment['LOCALAPPDATA'] ?? `${home}/AppData/Local`,
      darwin: `${home}/Library/Application Support`,
    }[platform] ??
    environment['XDG_DATA_HOME'] ??
    `${home}/.local/share`;
  return `${data}/longshore/runs`.replaceAll('\\', '/');
}
