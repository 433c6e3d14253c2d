import { callExamples } from '../../../src/core/serve/panel/callExamples';
import type { LocalSnapshot, LocalVariant } from '../../../src/core/serve/panel/localPanel';

const variant = (name: string, weight: number, change: Partial<LocalVariant> = {}): LocalVariant => ({
  name,
  weight,
  state: 'up',
  status: 'in service, ready after 1.2 s',
  reason: undefined,
  requests: 120,
  errors: 0,
  p50: 3.2,
  p90: 9.1,
  models: [],
  ...change,
});

const called = { url: 'http://127.0.0.1:5000', endpoint: 'shop', contentType: 'text/csv' };

/** An endpoint on this machine with one variant that serves and one that does not. */
export const sampleLocal = (): LocalSnapshot => ({
  id: 'shop-1',
  name: 'shop',
  status: 'in service',
  phase: 'up',
  url: called.url,
  variants: [
    variant('blue', 9),
    variant('green', 1, {
      state: 'failed',
      status: 'The server ended by itself, with exit code 1',
      reason: 'It must go on for ever. Start it in the foreground.',
      errors: 3,
    }),
  ],
  shadow: variant('next', 1),
  examples: callExamples(called),
  problem: undefined,
});
