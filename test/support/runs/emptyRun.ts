import type { RunFile } from '../../../src/core/run/file/runFile';

/** What a run file says that says nothing. */
export const nothing: RunFile = {
  hyperparameters: {},
  channels: {},
  environment: {},
  metrics: [],
  networkIsolation: false,
  local: {
    gpus: 'none',
    hosts: 1,
    network: 'bridge',
    strictPermissions: false,
    awsCredentials: false,
    debug: false,
  },
};
