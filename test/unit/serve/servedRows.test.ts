import assert from 'node:assert/strict';
import type { Row } from '../../../src/core/row';
import { callExamples } from '../../../src/core/serve/panel/callExamples';
import { localSnapshot } from '../../../src/core/serve/panel/localSnapshot';
import type { ServedEndpoint, ServedVariant } from '../../../src/core/serve/servedEndpoint';
import { noTraffic } from '../../../src/core/serve/traffic';
import { servedRows } from '../../../src/core/serve/view/servedRows';
import { trafficMetrics } from '../../../src/core/serve/view/trafficMetrics';

const variant = (name: string, change: Partial<ServedVariant> = {}): ServedVariant => ({
  name,
  weight: 1,
  isShadow: false,
  phase: 'serving',
  image: 'shop:1',
  containers: [{ host: 'main', id: `${name}-id`, address: 'http://127.0.0.1:1' }],
  readyAfter: 2400,
  restarts: 0,
  traffic: noTraffic,
  ...change,
});

const endpoint = (change: Partial<ServedEndpoint> = {}): ServedEndpoint => ({
  id: 'shop-1',
  name: 'shop',
  file: '/work/shop.endpoint.json',
  folder: '/runs/endpoints/shop-1',
  engine: 'default',
  region: 'us-east-1',
  isolated: false,
  status: 'serving',
  created: 0,
  url: 'http://127.0.0.1:5000',
  port: 5000,
  variants: [variant('blue', { weight: 9 }), variant('green')],
  refused: noTraffic,
  ...change,
});

const files = ({ id }: { readonly id: string }): Row => ({
  id,
  kind: 'ml.root',
  subject: id,
  label: '/opt/ml',
});
const drawn = (each: ServedEndpoint): readonly string[] => {
  const lines = (rows: readonly Row[], depth: number): readonly string[] =>
    rows.flatMap(({ label, detail, children = [] }) => [
      `${'  '.repeat(depth)}${[label, detail].filter(Boolean).join(' | ')}`,
      ...lines(children, depth + 1),
    ]);
  return lines(servedRows([each], 120_000, files), 0);
};
const trouble = {
  id: 'server-ended',
  title: 'The server ended by itself, with exit code 1',
  cause: 'It must go on for ever.',
  fixes: ['Start it in the foreground.'],
  evidence: 'ModuleNotFoundError',
};

describe('A local endpoint in the Runs view', () => {
  it('has its variants with their shares, and their files', () => {
    assert.deepEqual(drawn(endpoint()), [
      'shop | in service · 127.0.0.1:5000',
      '  blue | 90 % · in service, ready after 2.4 s',
      '    /opt/ml',
      '  green | 10 % · in service, ready after 2.4 s',
      '    /opt/ml',
    ]);
  });

  it('counts requests and what went wrong with them', () => {
    const traffic = { ...noTraffic, requests: 20, modelErrors: 1, latencies: { 40: 20 } };
    const [row] = drawn(endpoint({ variants: [variant('blue', { traffic })] }));
    assert.equal(row, 'shop | in service · 127.0.0.1:5000 · 20 requests · 1 error');
  });

  it('says what to do where a variant does not serve', () => {
    const failed = variant('green', { phase: 'failed', containers: [], trouble });
    assert.deepEqual(drawn(endpoint({ variants: [failed] })).slice(1), [
      '  green | 100 % · The server ended by itself, with exit code 1',
      '    Start it in the foreground.',
    ]);
  });

  it('does not count a shadow among those that share the traffic', () => {
    const shadow = variant('next', { isShadow: true });
    const rows = drawn(endpoint({ variants: [variant('main'), shadow] }));
    assert.ok(rows.includes('  main | 100 % · in service, ready after 2.4 s'));
    assert.ok(rows.includes('  next | shadow · in service, ready after 2.4 s'));
  });

  it('tells when it was, once it is over', () => {
    const over = endpoint({ status: 'stopped', ended: 60_000, variants: [] });
    assert.deepEqual(drawn(over), ['shop | stopped · 2 min ago']);
  });
});

describe('The page of a local endpoint', () => {
  it('has no address when it is over', () => {
    const { phase, url, examples } = localSnapshot(endpoint({ status: 'stopped' }), {
      contentType: 'text/csv',
      problem: undefined,
    });
    assert.deepEqual({ phase, url, examples }, { phase: 'over', url: undefined, examples: [] });
  });

  it('tells why a variant does not serve', () => {
    const failed = variant('green', { phase: 'failed', trouble });
    const { variants } = localSnapshot(endpoint({ variants: [failed] }), {
      contentType: 'text/csv',
      problem: undefined,
    });
    assert.deepEqual(
      variants.map(({ state, reason }) => ({ state, reason })),
      [{ state: 'failed', reason: 'It must go on for ever. Start it in the foreground.' }],
    );
  });

  it('has texts for programs that name address, endpoint and content', () => {
    const called = { url: 'http://127.0.0.1:5000', endpoint: 'shop', contentType: 'text/csv' };
    for (const { label, text } of callExamples(called)) {
      for (const part of Object.values(called)) assert.ok(text.includes(part), `${label}: ${part}`);
    }
  });
});

describe('What a local endpoint was asked', () => {
  it('is a chart for each measure, with a line for each variant', () => {
    const traffic = { ...noTraffic, requests: 30, clientErrors: 3, latencies: { 40: 30 } };
    const moment = { at: 5000, span: 2000, line: 7 };
    const [event, ...others] = trafficMetrics({ blue: traffic, '': noTraffic }, moment);
    assert.equal(others.length, 0);
    assert.deepEqual(
      event?.points.slice(0, 2).map(({ name, value, line }) => ({ name, value, line })),
      [
        { name: 'requests a second · blue', value: 15, line: 7 },
        { name: 'errors a second · blue', value: 1.5, line: 7 },
      ],
    );
    assert.equal(event?.points.length, 4);
  });

  it('has no latency where there was no request', () => {
    const [event] = trafficMetrics({ blue: noTraffic }, { at: 0, span: 1000, line: 0 });
    assert.deepEqual(
      event?.points.map(({ value }) => value),
      [0, 0],
    );
  });
});
