import type { RunRecord } from './runRecord';

/** What VS Code's Python debugger needs to attach to a run: its port, and which folder of ours is which of the container. */
export function attachConfiguration({
  title,
  debugPort,
  places,
}: Pick<RunRecord, 'title' | 'debugPort' | 'places'>) {
  if (debugPort === undefined) return undefined;
  return {
    name: title,
    type: 'debugpy',
    request: 'attach',
    connect: { host: '127.0.0.1', port: debugPort },
    pathMappings: Object.entries(places).map(([remoteRoot, localRoot]) => ({ localRoot, remoteRoot })),
    justMyCode: true,
  };
}
