import * as l10n from '@vscode/l10n';
import type { Evidence, Seen } from '../evidence';
import { limits } from '../limits';
import type { ContractRule, Verdict } from '../rule';
import { found, notApplicable, passed, sources } from '../rule';
import { untried } from '../untried';
import { duration, isSuccess, lastLines, seenText } from '../words';

/** How SageMaker asks whether the container is well. */
export const pingRules: readonly ContractRule[] = [
  {
    id: 'SC202',
    name: 'ping-answers',
    title: l10n.t('Answers /ping with 200 in time'),
    severity: 'error',
    requires: 'started',
    probes: [],
    explanation: l10n.t(
      'SageMaker asks GET /ping until it answers 200, for 8 minutes unless the file says otherwise. Without that answer the endpoint is not made.',
    ),
    source: sources.hosting,
    fix: l10n.t('Answer 200 to GET /ping as soon as the model is loaded, whatever the Host header says.'),
    judge: judgeReady,
  },
  {
    id: 'SC203',
    name: 'ping-is-quick',
    title: l10n.t('Answers /ping within 2 seconds'),
    severity: 'error',
    requires: 'started',
    probes: ['rest'],
    explanation: l10n.t('An answer to /ping that takes longer than 2 seconds counts as none.'),
    source: sources.hosting,
    fix: l10n.t(
      'Do no work in /ping: load the model before the server listens, and only say that it is there.',
    ),
    judge: judgeQuick,
  },
  {
    id: 'SC204',
    name: 'ping-while-busy',
    title: l10n.t('Answers /ping while it works'),
    severity: 'error',
    requires: 'answered',
    probes: ['sample', 'busy'],
    explanation: l10n.t(
      'SageMaker goes on asking /ping while requests are under way. A server whose only worker is busy does not answer, and is taken out of service under load.',
    ),
    source: sources.hosting,
    fix: l10n.t('Answer /ping beside the predictions: a second worker or thread, or an asynchronous server.'),
    judge: judgeBusy,
  },
  {
    id: 'SC205',
    name: 'ping-body-empty',
    title: l10n.t('Answers /ping with an empty body'),
    severity: 'info',
    requires: 'ready',
    probes: ['rest'],
    explanation: l10n.t('The contract asks for status 200 and an empty body. A body is read by nobody.'),
    source: sources.hosting,
    fix: l10n.t('Answer /ping with the status alone.'),
    judge: ({ calls }) => {
      const full = calls.pings?.find((seen) => seen.kind === 'answered' && seen.bytes > 0);
      return full
        ? found(l10n.t('The answer to /ping has a body.'), { evidence: [seenText('GET /ping', full)] })
        : passed();
    },
  },
  {
    id: 'SC206',
    name: 'accepts-connections',
    title: l10n.t('Accepts connections within 250 ms'),
    severity: 'error',
    requires: 'ready',
    probes: ['rest', 'together', 'busy'],
    explanation: l10n.t(
      'SageMaker gives up a connection that is not accepted within 250 ms. A server with a short queue of connections drops some of several that come at once.',
    ),
    source: sources.hosting,
    fix: l10n.t(
      'Give the listening socket a longer backlog, or put a server such as gunicorn or nginx before yours.',
    ),
    judge: judgeConnections,
  },
];

function judgeReady({ main, subject }: Evidence): Verdict {
  const waited = duration(main.waited);
  if (main.ready !== undefined)
    return passed(l10n.t('200 after {0}, of {1}', duration(main.ready), duration(subject.startup * 1000)));
  if (main.refusal !== undefined || main.end) return notApplicable(l10n.t('It does not run (SC101).'));
  const evidence = [...(main.ping ? [seenText('GET /ping', main.ping)] : []), ...lastLines(main)];
  if (main.ping?.kind === 'answered')
    return found(l10n.t('/ping answers {0}, and not 200, for {1}.', main.ping.status, waited), {
      evidence,
      fixes:
        main.ping.status === 400
          ? [l10n.t('A server that checks the Host header says 400: let it take any host.')]
          : [],
    });
  return found(l10n.t('/ping did not answer in {0}.', waited), { evidence });
}

const slow = (seen: Seen): boolean =>
  seen.milliseconds >= limits.pingTimeout || (seen.kind === 'failed' && seen.reason === 'timeout');

function judgeQuick({ main, calls }: Evidence): Verdict {
  const reason = l10n.t('/ping takes longer than 2 seconds.');
  if (main.ready === undefined) {
    if (main.ping?.kind === 'failed' && main.ping.reason === 'timeout')
      return found(reason, { evidence: [seenText('GET /ping', main.ping)] });
    return notApplicable(l10n.t('/ping never answered (SC202).'));
  }
  const pings = calls.pings ?? [];
  const late = pings.filter(slow);
  const worst = Math.max(0, ...pings.map(({ milliseconds }) => milliseconds));
  if (late.length > 0)
    return found(reason, {
      evidence: [
        l10n.t('{0} of {1} answers took longer', late.length, pings.length),
        ...late.slice(0, 2).map((seen) => seenText('GET /ping', seen)),
      ],
    });
  return passed(l10n.t('{0} answers, the slowest after {1}', pings.length, duration(worst)));
}

function judgeBusy(evidence: Evidence): Verdict {
  const { busy } = evidence.calls;
  if (!busy) return untried(evidence);
  const bad = busy.pings.filter((seen) => slow(seen) || !isSuccess(seen));
  const worst = Math.max(0, ...busy.pings.map(({ milliseconds }) => milliseconds));
  const tried = l10n.t('{0} times /ping while {1} requests were under way', busy.pings.length, busy.requests);
  if (bad.length === 0) return passed(tried, l10n.t('the slowest answer after {0}', duration(worst)));
  return found(
    l10n.t('{0} of {1} times /ping did not answer 200 within 2 seconds.', bad.length, busy.pings.length),
    { evidence: [tried, ...bad.slice(0, 2).map((seen) => seenText('GET /ping', seen))] },
  );
}

/**
 * The kernel takes connections for the server, at once, until its queue is full; what it drops is tried again after a
 * second. What lies between is this machine, busy with both ends.
 */
const dropped = 900;

function judgeConnections({ calls }: Evidence): Verdict {
  const connects = calls.connects ?? [];
  if (connects.length === 0)
    return notApplicable(
      l10n.t(
        'The container is reached only through a proxy of the engine, which accepts everything at once: nobody can measure it from here.',
      ),
    );
  const late = connects.filter((milliseconds) => milliseconds > dropped);
  const worst = Math.max(...connects);
  const evidence = [l10n.t('{0} connections, the slowest after {1}', connects.length, duration(worst))];
  return late.length === 0
    ? passed(...evidence)
    : found(l10n.t('{0} of {1} connections were not accepted within 250 ms.', late.length, connects.length), {
        evidence,
      });
}
