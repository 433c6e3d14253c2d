/** Numbers of the hosting contract. Times are in milliseconds, sizes in bytes. */
export const limits = {
  pingTimeout: 2000,
  invocation: 60_000,
  stopGrace: 30_000,
  /** The API's model of a request; the guide speaks of more. */
  body: 6 * 1024 * 1024,
  serverlessBody: 4 * 1024 * 1024,
  documentedBody: 25 * 1024 * 1024,
  serverlessImage: 10 * 1024 ** 3,
  /** Seconds. */
  serverlessStart: 180,
  variables: 100,
  variableName: 1024,
  variableValue: 1024,
  environmentBytes: 32 * 1024,
} as const;

const capability = (name: string): string => `com.amazonaws.sagemaker.capabilities.${name}`;

export const labels = {
  multiModel: capability('multi-models'),
  bindToPort: capability('accept-bind-to-port'),
  bidirectional: capability('bidirectional-streaming'),
} as const;

/** Where a container in a pipeline may be told to listen: any port but 8080 shows whether it obeys. */
export const otherPort = 8081;
