// A container that keeps every rule, and what can be seen of it.
import type { Calls, Evidence, Seen, Subject, Trial } from '../../../../src/core/serve/contract/evidence';

type Answered = Extract<Seen, { kind: 'answered' }>;
type Failed = Extract<Seen, { kind: 'failed' }>;

export const answered = (status: number, parts: Partial<Answered> = {}): Seen => ({
  kind: 'answered',
  status,
  contentType: 'application/json',
  server: 'gunicorn',
  bytes: 2,
  text: '{}',
  milliseconds: 12,
  firstByte: 10,
  chunks: 1,
  ...parts,
});

export const failed = (reason: Failed['reason'], milliseconds = 3): Seen => ({
  kind: 'failed',
  reason,
  milliseconds,
});

const ping = answered(200, { contentType: '', bytes: 0, text: '' });
export const everywhere = { address: '0.0.0.0', port: 8080, loopback: false };
export const loopback = { address: '127.0.0.1', port: 8080, loopback: true };
const engineNames = { address: '127.0.0.11', port: 39_123, loopback: true };

const subject: Subject = {
  variant: 'main',
  image: 'iris:1',
  isolated: false,
  isServerless: false,
  isInGroup: false,
  multiModel: false,
  environment: { LEVEL: 'info' },
  startup: 480,
  sample: { name: 'sample/request.csv', contentType: 'text/csv', bytes: 20, streams: false },
};

export const trial: Trial = {
  ready: 1200,
  waited: 1200,
  ping,
  sockets: [everywhere, engineNames],
  oomKilled: false,
  log: ['ready'],
  answer: answered(200),
};

const mega = 1024 ** 2;

export const calls: Calls = {
  pings: [ping, ping, ping],
  connects: [0.2, 0.4],
  sample: answered(200),
  together: { answers: [answered(200), answered(200)], mixedUp: 0 },
  busy: { requests: 8, pings: [ping, ping] },
  wrongType: { seen: answered(415), aliveAfter: true },
  empty: { seen: answered(400), aliveAfter: true },
  large: {
    tries: [6 * mega, 25 * mega].map((bytes) => ({ bytes, seen: answered(400), aliveAfter: true })),
  },
  stop: { milliseconds: 300, killed: false, exitCode: 0, inFlight: [answered(200), failed('refused')] },
  burst: { requests: 200, before: 100 * mega, after: 102 * mega },
};

export const good: Evidence = {
  subject,
  image: { labels: {}, user: '', os: 'linux', architecture: 'amd64', bytes: 300 * mega },
  main: trial,
  calls,
  cutShort: false,
};

/** Up, but never ready. */
export const unready: Trial = {
  waited: 480_000,
  ping: failed('reset'),
  sockets: [],
  oomKilled: false,
  log: [],
};

export const withMain = (main: Partial<Trial>, from: Trial = unready): Evidence => ({
  ...good,
  main: { ...from, ...main },
  ...(from === unready ? { calls: {} } : {}),
});
export const withCalls = (parts: Partial<Calls>): Evidence => ({ ...good, calls: { ...calls, ...parts } });
/** Nobody named a request. */
export function withoutSample(): Evidence {
  const { sample: _named, ...told } = subject;
  const { sample: _asked, ...others } = calls;
  return { ...good, subject: told, calls: others };
}
export function withoutBurst(): Evidence {
  const { burst: _burst, ...others } = calls;
  return { ...good, calls: others };
}
export const withSubject = (parts: Partial<Subject>): Evidence => ({
  ...good,
  subject: { ...subject, ...parts },
});
export const withImage = (parts: Partial<Evidence['image']>, more: Partial<Evidence> = {}): Evidence => ({
  ...good,
  image: { ...good.image, ...parts },
  ...more,
});
