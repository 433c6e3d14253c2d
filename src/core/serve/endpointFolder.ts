/** Where local endpoints are kept, beside runs. */
export const endpointsFolder = (runsFolder: string): string => `${runsFolder}/endpoints`;

/** How the folder of a local endpoint is laid out. */
export const endpointFolder = (root: string) => ({
  root,
  record: `${root}/endpoint.json`,
  /** The endpoint file as it was. */
  source: `${root}/source.endpoint.json`,
  /** Each start of a variant writes its own. */
  log: (variant: string, restarts: number) =>
    `${root}/${variant}${restarts === 0 ? '' : `-${restarts + 1}`}.log.txt`,
  /** Two that are written in turn, so that they stay small. */
  access: (turn: number) => `${root}/access-${turn % 2 === 0 ? 'a' : 'b'}.txt`,
});

export type EndpointFolder = ReturnType<typeof endpointFolder>;
