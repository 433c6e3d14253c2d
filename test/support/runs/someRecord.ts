import type { RunRecord } from '../../../src/core/run/runRecord';

/** A run of the name `iris` that begins; tests say what is different. */
export const someRecord: RunRecord = {
  id: 'iris-1',
  title: 'iris',
  runFile: '/w/iris.train.json',
  folder: '/runs/iris-1',
  image: 'img:1',
  engine: 'default',
  status: 'running',
  phase: 'inputs',
  created: Date.UTC(2026, 0, 2, 12),
  hosts: [{ name: 'algo-1' }],
  hyperparameters: {},
  channels: {},
  metricDefinitions: [],
  places: {},
  interruptions: 0,
  metrics: {},
  artifacts: [],
};
