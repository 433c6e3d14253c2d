import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/run/diagnosis/diagnose';
import type { Evidence } from '../../../../src/core/serve/contract/evidence';
import { judge } from '../../../../src/core/serve/contract/judge';
import { labels } from '../../../../src/core/serve/contract/limits';
import { contractRules, probesOf } from '../../../../src/core/serve/contract/rules/all';
import {
  answered,
  calls,
  everywhere,
  failed,
  good,
  loopback,
  trial,
  unready,
  withCalls,
  withImage,
  withMain,
  withoutBurst,
  withoutSample,
  withSubject,
} from './someEvidence';

const mega = 1024 ** 2;
const end = { exitCode: 1, milliseconds: 400 };
const asUser = { user: 'model' };
const many = { [labels.multiModel]: 'true' };
const port = { [labels.bindToPort]: 'true' };
const list = answered(200, { text: '{"models": []}' });
const isolated = (main: Partial<Evidence['main']>, more: Partial<Evidence> = {}): Evidence => ({
  ...withMain(main),
  subject: { ...good.subject, isolated: true },
  ...more,
});
const taken = (bytes: number) => ({ bytes: bytes * mega, seen: answered(200), aliveAfter: true });
const refused = (bytes: number, server = '') => ({
  bytes: bytes * mega,
  seen: answered(413, { server }),
  aliveAfter: true,
});
const engineWords = 'OCI runtime create failed: exec: "serve": executable file not found in $PATH: unknown';
const noServe = diagnose({ oomKilled: false, engineError: engineWords, stopRequested: false, logTail: [] }, [
  'start',
  'serve',
  'any',
]);

type Line = readonly [id: string, when: string, evidence: Evidence, outcome: string, said?: RegExp];

/** What each rule says, and what of. */
const table: readonly Line[] = [
  [
    'SC101',
    'the engine refuses',
    withMain({
      refusal: engineWords,
      end: { exitCode: 127, milliseconds: 0, ...(noServe ? { diagnosis: noServe } : {}) },
    }),
    'error',
    /no program serve/,
  ],
  [
    'SC101',
    'it ends at once',
    withMain({ end, log: ['ImportError: no'] }),
    'error',
    /before it answered[\s\S]*ImportError/,
  ],
  ['SC101', 'it ends later', withMain({ end }, trial), 'passed'],
  ['SC102', 'it ends at rest', withMain({ end }, trial), 'error', /ended by itself/],
  [
    'SC102',
    'it ends at a request',
    withMain({ end: { ...end, during: 'the sample' } }, trial),
    'error',
    /at this: the sample/,
  ],
  ['SC103', 'a process was killed', withMain({ oomKilled: true }, trial), 'error', /memory of the engine/],
  [
    'SC103',
    'with a limit',
    { ...withMain({ oomKilled: true }), subject: { ...good.subject, memoryBytes: 64 * mega } },
    'error',
    /more than 64 MB/,
  ],
  [
    'SC201',
    'only the container reaches it',
    withMain({ sockets: [loopback] }),
    'error',
    /127\.0\.0\.1:8080, which only/,
  ],
  [
    'SC201',
    'also from the loopback of IPv6',
    withMain({ sockets: [{ ...loopback, address: '::1' }] }),
    'error',
    /\[::1\]:8080/,
  ],
  [
    'SC201',
    'it listens elsewhere',
    withMain({ sockets: [{ ...everywhere, port: 5000 }] }),
    'error',
    /not listen on port 8080, but on 0\.0\.0\.0:5000/,
  ],
  ['SC201', 'nothing listens', withMain({ sockets: [] }), 'error', /Nothing listened/],
  [
    'SC201',
    'nobody can look',
    withMain({ ping: failed('refused') }, { waited: 1000, oomKilled: false, log: [] }),
    'error',
    /from outside/,
  ],
  [
    'SC201',
    'it listens and says nothing',
    withMain({ sockets: [everywhere], ping: failed('timeout') }),
    'passed',
  ],
  ['SC201', 'it ended', withMain({ end }), 'not-applicable', /SC101/],
  ['SC202', 'it says 503', withMain({ ping: answered(503) }), 'error', /answers 503/],
  ['SC202', 'it checks hosts', withMain({ ping: answered(400) }), 'error', /any host/],
  ['SC202', 'it says nothing', withMain({}), 'error', /did not answer/],
  ['SC202', 'it ended', withMain({ end }), 'not-applicable'],
  ['SC203', 'it sleeps', withMain({ ping: failed('timeout', 2000) }), 'error', /longer than 2 seconds/],
  [
    'SC203',
    'it sleeps later',
    withCalls({ pings: [answered(200), answered(200, { milliseconds: 2100 })] }),
    'error',
    /1 of 2 answers/,
  ],
  ['SC203', 'it refuses', withMain({ ping: failed('refused') }), 'not-applicable'],
  [
    'SC204',
    'the only worker is busy',
    withCalls({ busy: { requests: 8, pings: [answered(200), failed('timeout', 2000)] } }),
    'error',
    /1 of 2 times/,
  ],
  ['SC204', 'it says 503 then', withCalls({ busy: { requests: 8, pings: [answered(503)] } }), 'error'],
  ['SC205', 'there is a body', withCalls({ pings: [answered(200)] }), 'info', /has a body/],
  ['SC206', 'the queue is short', withCalls({ connects: [0.2, 1003] }), 'error', /1 of 2 connections/],
  ['SC206', 'this machine is busy', withCalls({ connects: [0.2, 390] }), 'passed'],
  ['SC206', 'nobody can measure', withCalls({ connects: [] }), 'not-applicable', /proxy/],
  ['SC301', 'there is no sample', withoutSample(), 'warning', /no sample/],
  ['SC301', 'there is no such path', withCalls({ sample: answered(404) }), 'error', /nothing at the path/],
  ['SC301', 'it takes no POST', withCalls({ sample: answered(405) }), 'error', /no POST/],
  ['SC301', 'it fails', withCalls({ sample: answered(500) }), 'error', /fails on the sample \(500\)/],
  [
    'SC301',
    'it refuses',
    withCalls({ sample: answered(415) }),
    'error',
    /refuses sample\/request\.csv as text\/csv/,
  ],
  [
    'SC301',
    'it takes too long',
    withCalls({ sample: failed('timeout', 60_000) }),
    'error',
    /within 60 seconds/,
  ],
  ['SC301', 'it hangs up', withCalls({ sample: failed('reset') }), 'error', /not answered/],
  [
    'SC301',
    'the answer has no type',
    withCalls({ sample: answered(200, { contentType: '' }) }),
    'warning',
    /no content type/,
  ],
  [
    'SC301',
    'there is nothing to type',
    withCalls({ sample: answered(204, { contentType: '', bytes: 0 }) }),
    'passed',
  ],
  [
    'SC302',
    'it fails',
    withCalls({ wrongType: { seen: answered(500), aliveAfter: true } }),
    'error',
    /fails at an unknown type \(500\)/,
  ],
  [
    'SC302',
    'it ends',
    withCalls({ wrongType: { seen: failed('reset'), aliveAfter: false } }),
    'error',
    /ended at/,
  ],
  [
    'SC302',
    'it hangs up',
    withCalls({ wrongType: { seen: failed('reset'), aliveAfter: true } }),
    'error',
    /does not answer/,
  ],
  ['SC302', 'it answers all', withCalls({ wrongType: { seen: answered(200), aliveAfter: true } }), 'info'],
  [
    'SC302',
    'it says 400',
    withCalls({ wrongType: { seen: answered(400), aliveAfter: true } }),
    'passed',
    /415 would say more/,
  ],
  [
    'SC303',
    'it fails',
    withCalls({ empty: { seen: answered(500), aliveAfter: true } }),
    'warning',
    /empty body \(500\)/,
  ],
  [
    'SC303',
    'it ends',
    withCalls({ empty: { seen: failed('reset'), aliveAfter: false } }),
    'error',
    /ended at an empty body/,
  ],
  ['SC303', 'it hangs', withCalls({ empty: { seen: failed('timeout'), aliveAfter: true } }), 'error'],
  ['SC303', 'it answers', withCalls({ empty: { seen: answered(200), aliveAfter: true } }), 'info'],
  [
    'SC304',
    'nginx has its default',
    withCalls({ large: { tries: [taken(0.9), refused(1.1, 'nginx/1.22'), refused(6, 'nginx/1.22')] } }),
    'error',
    /1 MB when nobody says otherwise/,
  ],
  [
    'SC304',
    'nginx has the sample of AWS',
    withCalls({
      large: {
        tries: [taken(1.1), taken(4.9), refused(5.1), refused(6)],
        said: 'client intended to send too large body',
      },
    }),
    'error',
    /client_max_body_size 5m/,
  ],
  [
    'SC304',
    'nginx hangs up early',
    withCalls({
      large: {
        tries: [{ bytes: 6 * mega, seen: failed('reset'), aliveAfter: true }],
        said: 'client intended to send too large body',
      },
    }),
    'error',
    /client_max_body_size in nginx/,
  ],
  [
    'SC304',
    'another server refuses',
    withCalls({ large: { tries: [refused(6)] } }),
    'error',
    /refuses bodies of 6 MB/,
  ],
  [
    'SC304',
    'it fails',
    withCalls({ large: { tries: [{ bytes: 6 * mega, seen: answered(500), aliveAfter: true }] } }),
    'error',
    /fails at a body of 6 MB/,
  ],
  [
    'SC304',
    'it ends',
    withCalls({ large: { tries: [{ bytes: 6 * mega, seen: failed('reset'), aliveAfter: false }] } }),
    'error',
    /ended at a body/,
  ],
  [
    'SC304',
    'above the limit it says 413',
    withCalls({ large: { tries: [taken(6), refused(25)] } }),
    'info',
    /guide speaks/,
  ],
  [
    'SC304',
    'above the limit it fails',
    withCalls({ large: { tries: [taken(6), { bytes: 25 * mega, seen: answered(500), aliveAfter: true }] } }),
    'warning',
    /cleanly/,
  ],
  [
    'SC305',
    'some fail',
    withCalls({ together: { answers: [answered(200), answered(503)] } }),
    'error',
    /1 of 2 requests/,
  ],
  [
    'SC305',
    'answers are mixed up',
    withCalls({ together: { answers: [answered(200)], mixedUp: 1 } }),
    'error',
    /differs from theirs/,
  ],
  [
    'SC305',
    'answers do not tell',
    withCalls({ together: { answers: [answered(200)] } }),
    'passed',
    /cannot be told/,
  ],
  ['SC306', 'it is not declared', good, 'not-applicable', /"streams": true/],
  [
    'SC306',
    'it comes at once',
    withSubject({ sample: { name: 'a', contentType: 'text/csv', bytes: 1, streams: true } }),
    'error',
    /one part/,
  ],
  [
    'SC306',
    'it comes in parts',
    {
      ...withSubject({ sample: { name: 'a', contentType: 'text/csv', bytes: 1, streams: true } }),
      calls: { ...calls, sample: answered(200, { chunks: 3 }) },
    },
    'passed',
  ],
  [
    'SC306',
    'it is of both directions',
    withImage({ labels: { [labels.bidirectional]: 'true' } }),
    'not-applicable',
    /WebSocket/,
  ],
  [
    'SC401',
    'the log says so, and it does not come up',
    withMain({ end, log: ["OSError: [Errno 30] Read-only file system: '/opt/ml/model/x'"] }),
    'error',
    /may only read/,
  ],
  [
    'SC401',
    'it goes on',
    withMain({ log: ['warning: Read-only file system: /opt/ml/model/cache'] }, trial),
    'warning',
  ],
  [
    'SC401',
    'the answer says so',
    withCalls({ sample: answered(500, { text: 'Read-only file system' }) }),
    'error',
  ],
  [
    'SC401',
    'only another start shows it',
    { ...withMain({ end }), writable: trial },
    'error',
    /comes up when it may change/,
  ],
  ['SC401', 'it never ran', withMain({ refusal: engineWords }), 'not-applicable'],
  ['SC401', 'something else is wrong', withMain({}), 'not-applicable'],
  [
    'SC402',
    'it was killed',
    withCalls({ stop: { milliseconds: 30_100, killed: true, exitCode: 137, inFlight: [] } }),
    'error',
    /30 seconds/,
  ],
  [
    'SC403',
    'requests are lost',
    withCalls({
      stop: { milliseconds: 20, killed: false, exitCode: 0, inFlight: [answered(200), failed('reset')] },
    }),
    'info',
    /were lost/,
  ],
  [
    'SC403',
    'none was under way',
    withCalls({ stop: { milliseconds: 20, killed: false, exitCode: 0, inFlight: [failed('refused')] } }),
    'not-applicable',
  ],
  ['SC404', 'as root it ends', withImage(asUser, { root: { ...unready, end } }), 'error', /As root/],
  [
    'SC404',
    'as root it refuses',
    withImage(asUser, { root: { ...trial, answer: answered(500) } }),
    'error',
    /As root/,
  ],
  ['SC404', 'as root it works', withImage(asUser, { root: trial }), 'passed'],
  ['SC405', 'it names none', good, 'not-applicable'],
  ['SC405', 'it works', withImage(asUser, { root: trial }), 'passed'],
  [
    'SC405',
    'something is denied',
    withImage(asUser, { root: trial, main: { ...trial, log: ['PermissionError: [Errno 13] /opt/x'] } }),
    'warning',
    /denied something/,
  ],
  [
    'SC405',
    'only root works',
    withImage(asUser, { root: trial, main: { ...unready, log: ['Permission denied'] }, calls: {} }),
    'error',
    /works as root, and not as model/,
  ],
  ['SC405', 'nobody works', withImage(asUser, { root: unready, main: unready, calls: {} }), 'not-applicable'],
  ['SC406', 'it is not asked for', good, 'not-applicable'],
  ['SC406', 'it works', withSubject({ isolated: true }), 'passed'],
  [
    'SC406',
    'it works, and would have liked to',
    { ...withSubject({ isolated: true }), main: { ...trial, log: ['Temporary failure in name resolution'] } },
    'info',
  ],
  [
    'SC406',
    'the log says so',
    isolated({ log: ['urllib.error.URLError: Temporary failure in name resolution'] }),
    'error',
    /needs a network/,
  ],
  [
    'SC406',
    'only another start shows it',
    isolated({ end }, { online: trial }),
    'error',
    /comes up with a network/,
  ],
  ['SC406', 'a network does not help', isolated({ end }, { online: unready }), 'not-applicable'],
  [
    'SC407',
    'it grows',
    withCalls({ burst: { requests: 200, before: 100 * mega, after: 300 * mega } }),
    'info',
    /has grown/,
  ],
  ['SC407', 'the engine tells nothing', withoutBurst(), 'not-applicable'],
  ['SC501', 'nobody speaks of it', good, 'not-applicable'],
  ['SC501', 'the label is missing', withSubject({ multiModel: true }), 'error', /lacks the label/],
  [
    'SC501',
    'the label is a lie',
    withImage({ labels: many }, { calls: { ...calls, models: { list: answered(404) } } }),
    'error',
    /does not list them/,
  ],
  [
    'SC501',
    'the list is none',
    withImage({ labels: many }, { calls: { ...calls, models: { list: answered(200, { text: 'hello' }) } } }),
    'error',
    /does not list/,
  ],
  [
    'SC501',
    'a call fails',
    withImage({ labels: many }, { calls: { ...calls, models: { list, load: answered(500) } } }),
    'error',
    /fails/,
  ],
  [
    'SC501',
    'a model is loaded twice',
    withImage(
      { labels: many },
      { calls: { ...calls, models: { list, load: answered(200), again: answered(200) } } },
    ),
    'warning',
    /409/,
  ],
  [
    'SC501',
    'all is well',
    withImage(
      { labels: many },
      { calls: { ...calls, models: { list, load: answered(200), again: answered(409) } } },
    ),
    'passed',
  ],
  ['SC502', 'nobody speaks of it', good, 'not-applicable'],
  [
    'SC502',
    'the label is a lie',
    withImage({ labels: port }, { port: unready }),
    'error',
    /does not listen on 8081/,
  ],
  ['SC502', 'the label is true', withImage({ labels: port }, { port: trial }), 'passed'],
  [
    'SC502',
    'a step lacks the label',
    { ...withSubject({ isInGroup: true }), port: trial },
    'error',
    /lacks the label/,
  ],
  [
    'SC502',
    'a step does not listen',
    { ...withSubject({ isInGroup: true }), port: unready },
    'error',
    /step of a pipeline/,
  ],
  ['SC503', 'it is for Graviton', withImage({ architecture: 'arm64' }), 'warning', /Graviton/],
  [
    'SC503',
    'it is for something else',
    withImage({ architecture: 's390x' }),
    'error',
    /no image for linux\/s390x/,
  ],
  [
    'SC504',
    'there are many',
    withSubject({ environment: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`K${at}`, ''])) }),
    'error',
    /101 variables/,
  ],
  [
    'SC504',
    'a value is long',
    withSubject({ environment: { A: 'x'.repeat(1025) } }),
    'error',
    /value of A has 1025/,
  ],
  ['SC504', 'a name is long', withSubject({ environment: { ['x'.repeat(1025)]: '' } }), 'error', /too long/],
  [
    'SC504',
    'all are long',
    withSubject({
      environment: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`K${at}`, 'ä'.repeat(500)])),
    }),
    'error',
    /All together/,
  ],
  [
    'SC505',
    'it is large',
    { ...withSubject({ isServerless: true }), image: { ...good.image, bytes: 11 * 1024 ** 3 } },
    'error',
    /more than a serverless/,
  ],
  ['SC505', 'it is large, on instances', withImage({ bytes: 11 * 1024 ** 3 }), 'not-applicable'],
  ['SC505', 'it is small', withSubject({ isServerless: true }), 'passed'],
  [
    'SC506',
    'it starts slowly',
    { ...withSubject({ isServerless: true }), main: { ...trial, ready: 181_000 } },
    'error',
    /3 minutes/,
  ],
  [
    'SC506',
    'it never starts',
    { ...withMain({}), subject: { ...good.subject, isServerless: true } },
    'error',
    /3 minutes/,
  ],
  ['SC506', 'it starts', withSubject({ isServerless: true }), 'passed'],
];

describe('Rules of the serving contract', () => {
  for (const [id, when, evidence, outcome, said = /^/] of table)
    it(`${id} says ${outcome} when ${when}`, () => {
      const rules = contractRules.filter((rule) => rule.id === id);
      const [one] = judge(evidence, rules);
      assert.ok(one);
      assert.equal(one.outcome, outcome, one.message);
      assert.match([one.message, ...one.evidence, ...one.fixes].join('\n'), said);
    });

  it('each has what fires it, and is silent about a good container', () => {
    const firing = (id: string): boolean =>
      table.some(([rule, , , outcome]) => rule === id && !['passed', 'not-applicable'].includes(outcome));
    assert.deepEqual(
      contractRules.map(({ id }) => id).filter((id) => !firing(id)),
      [],
    );
    const bad = judge(good, contractRules).filter(
      ({ outcome }) => outcome !== 'passed' && outcome !== 'not-applicable',
    );
    assert.deepEqual(
      bad.map(({ rule, message }) => `${rule.id} ${message}`),
      [],
    );
  });

  it('what is found has a reason and a fix, and what is not applicable says why', () => {
    for (const [id, when, evidence] of table)
      for (const { outcome, message, fixes } of judge(evidence, contractRules)) {
        if (outcome === 'passed') assert.equal(message, '');
        else assert.notEqual(message, '', `${id} ${when}`);
        assert.equal(fixes.length > 0, outcome !== 'passed' && outcome !== 'not-applicable');
      }
  });

  it('a container that never came up fails where that is told, and nowhere else', () => {
    const errors = judge(withMain({}), contractRules).filter(({ outcome }) => outcome === 'error');
    assert.deepEqual(
      errors.map(({ rule }) => rule.id),
      ['SC201', 'SC202'],
    );
  });

  it('ids and names are unique, and a test of one rule tries only what it needs', () => {
    assert.equal(new Set(contractRules.map(({ id }) => id)).size, contractRules.length);
    assert.equal(new Set(contractRules.map(({ name }) => name)).size, contractRules.length);
    const only = contractRules.filter(({ id }) => id === 'SC402' || id === 'SC503');
    assert.deepEqual([...probesOf(only)], ['stop']);
  });
});
