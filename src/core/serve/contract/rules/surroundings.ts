import * as l10n from '@vscode/l10n';
import { formatSize } from '../../../format';
import type { Evidence, Seen, Trial } from '../evidence';
import { isRoot } from '../isRoot';
import { limits } from '../limits';
import type { ContractRule, Verdict } from '../rule';
import { found, notApplicable, passed, sources } from '../rule';
import { untried } from '../untried';
import { duration, excerpt, isSuccess, lastLines, seenText } from '../words';
import { ended } from './start';

/** What the container meets on an instance: a model it may not change, SIGTERM, a user, no way out. */
export const surroundingRules: readonly ContractRule[] = [
  {
    id: 'SC401',
    name: 'leaves-the-model-alone',
    title: l10n.t('Does not write to the model'),
    severity: 'error',
    requires: 'nothing',
    probes: ['sample'],
    explanation: l10n.t(
      'On an endpoint /opt/ml/model is read-only. What writes there works on a machine that mounts it otherwise, and fails on SageMaker.',
    ),
    source: sources.model,
    fix: l10n.t('Write to /tmp. What must lie beside the model is copied there first.'),
    judge: judgeModel,
  },
  {
    id: 'SC402',
    name: 'stops-on-sigterm',
    title: l10n.t('Stops within 30 seconds of SIGTERM'),
    severity: 'error',
    requires: 'ready',
    probes: ['stop'],
    explanation: l10n.t(
      'When an endpoint changes or scales in, its containers get SIGTERM, and 30 seconds later SIGKILL. A program that is process 1 of its container ignores SIGTERM unless it handles it; a shell script without exec keeps it to itself.',
    ),
    source: sources.hosting,
    fix: l10n.t('Handle SIGTERM, and start the server with exec, so that it gets the signal.'),
    judge: judgeStop,
  },
  {
    id: 'SC403',
    name: 'finishes-requests',
    title: l10n.t('Finishes what it has begun when it stops'),
    severity: 'info',
    requires: 'answered',
    probes: ['sample', 'stop'],
    explanation: l10n.t(
      'A server that closes its connections at SIGTERM loses the requests that it was working on. Servers that stop gracefully answer them first.',
    ),
    source: sources.hosting,
    fix: l10n.t('Stop gracefully: take no new connections at SIGTERM, answer what is under way, and end.'),
    judge: judgeInFlight,
  },
  {
    id: 'SC404',
    name: 'runs-as-root',
    title: l10n.t('Runs as root'),
    severity: 'error',
    requires: 'ready',
    probes: ['root'],
    explanation: l10n.t('SageMaker expects that containers can run as root.'),
    source: sources.hosting,
    fix: l10n.t('Look what the program refuses to do as root: some servers want to be told so.'),
    judge: judgeRoot,
  },
  {
    id: 'SC405',
    name: 'runs-as-its-user',
    title: l10n.t('Runs as the user of the image'),
    severity: 'warning',
    requires: 'nothing',
    probes: ['root'],
    explanation: l10n.t(
      'The files of the model belong to root on SageMaker. A user that the image names may be unable to read them, or to write where the program was installed.',
    ),
    source: sources.hosting,
    fix: l10n.t('Take USER out of the Dockerfile, or let that user read and write what the program needs.'),
    judge: judgeUser,
  },
  {
    id: 'SC406',
    name: 'works-isolated',
    title: l10n.t('Works without a network'),
    severity: 'error',
    requires: 'nothing',
    probes: ['sample'],
    explanation: l10n.t(
      'With EnableNetworkIsolation a container reaches nothing: no S3, no package index, no model hub. What it needs must be in the image or in the model.',
    ),
    source: sources.isolation,
    fix: l10n.t(
      'Put what is downloaded into the image or the model, or take "networkIsolation" out of the file.',
    ),
    judge: judgeIsolation,
  },
  {
    id: 'SC407',
    name: 'keeps-its-memory',
    title: l10n.t('Does not grow with every request'),
    severity: 'info',
    requires: 'answered',
    probes: ['sample', 'burst'],
    explanation: l10n.t(
      'Memory that grows with every request runs out one day. A few hundred requests are only a hint: caches fill as well.',
    ),
    source: sources.hosting,
    fix: l10n.t('Send many more requests, and watch the memory of the container meanwhile.'),
    judge: judgeBurst,
  },
];

const readOnly = /Read-only file system|\bEROFS\b|\[Errno 30\]/i;
const denied = /Permission denied|\bEACCES\b|PermissionError|\[Errno 13\]|Operation not permitted|\bEPERM\b/i;
const inModel = /\/opt\/ml\/models?\b/;

const linesLike = (trial: Trial | undefined, form: RegExp): readonly string[] =>
  (trial?.log ?? []).filter((line) => form.test(line));

const logged = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, 3).map((line) => l10n.t('log: {0}', excerpt(line)));

function judgeModel({ main, writable, subject, calls }: Evidence): Verdict {
  const words = linesLike(main, readOnly);
  const answers = [main.ping, calls.sample].flatMap((seen) =>
    seen?.kind === 'answered' && readOnly.test(seen.text) ? [excerpt(seen.text)] : [],
  );
  const named = words.filter((line) => inModel.test(line));
  const at = named.length > 0 ? named : words;
  if (main.ready === undefined && writable?.ready !== undefined)
    return found(
      l10n.t('The container comes up when it may change /opt/ml/model, and does not when that is read-only.'),
      {
        evidence: [
          ...logged(at),
          l10n.t('200 after {0}, with a model that it may change', duration(writable.ready)),
        ],
      },
    );
  if (at.length > 0 || answers.length > 0)
    return found(l10n.t('The container tried to write where it may only read.'), {
      severity: isSuccess(calls.sample) ? 'warning' : 'error',
      evidence: [...logged(at), ...answers],
    });
  if (main.refusal !== undefined) return notApplicable(l10n.t('It does not run (SC101).'));
  if (main.ready === undefined)
    return notApplicable(l10n.t('It never answered (SC202), and says nothing of a read-only folder.'));
  return subject.sample
    ? passed(l10n.t('It comes up and predicts with a read-only model, and its log speaks of no write.'))
    : passed(l10n.t('It comes up with a read-only model, and its log speaks of no write.'));
}

function judgeStop({ calls, main }: Evidence): Verdict {
  const { stop } = calls;
  if (!stop) return notApplicable(l10n.t('It had ended already (SC102).'));
  const { milliseconds, killed, exitCode } = stop;
  const said = l10n.t('Exit code {0}, {1} after SIGTERM', exitCode, duration(milliseconds));
  if (killed || milliseconds > limits.stopGrace)
    return found(l10n.t('The container did not stop within 30 seconds of SIGTERM, and was killed.'), {
      evidence: [said, ...lastLines(main, 2)],
    });
  return passed(said);
}

function judgeInFlight({ calls }: Evidence): Verdict {
  const inFlight = calls.stop?.inFlight ?? [];
  // What was not accepted any more was not begun.
  const begun = inFlight.filter((seen) => !(seen.kind === 'failed' && isUnheard(seen)));
  if (begun.length === 0) return notApplicable(l10n.t('No request was under way when it stopped.'));
  const lost = begun.filter((seen) => !isSuccess(seen));
  const said = l10n.t(
    '{0} of {1} requests under way were answered',
    begun.length - lost.length,
    begun.length,
  );
  return lost.length === 0
    ? passed(said)
    : found(l10n.t('Requests that were under way at SIGTERM were lost.'), {
        evidence: [said, ...lost.slice(0, 2).map((seen) => seenText(l10n.t('at SIGTERM'), seen))],
      });
}

const isUnheard = ({ reason }: Extract<Seen, { kind: 'failed' }>): boolean =>
  reason === 'refused' || reason === 'connect-timeout';

function judgeRoot(evidence: Evidence): Verdict {
  const { image, main, root } = evidence;
  if (isRoot(image.user)) return passed(l10n.t('The image names no other user.'));
  if (!root) return untried(evidence);
  if (root.ready !== undefined && (root.answer === undefined || isSuccess(root.answer)))
    return passed(l10n.t('As root: 200 after {0}', duration(root.ready)));
  const reason = l10n.t('As root the container does not do what it does as {0}.', image.user);
  if (root.end) return ended(root, root.end, reason);
  const answer = root.answer ?? root.ping;
  return found(reason, {
    evidence: [...(answer ? [seenText(l10n.t('as root'), answer)] : []), ...lastLines(root)],
    ...(main.ready === undefined ? { severity: 'info' } : {}),
  });
}

function judgeUser({ image, main, root, calls }: Evidence): Verdict {
  if (isRoot(image.user)) return notApplicable(l10n.t('The image names no user: it runs as root.'));
  const words = linesLike(main, denied);
  const works = main.ready !== undefined && (calls.sample === undefined || isSuccess(calls.sample));
  if (works && words.length === 0) return passed(l10n.t('As {0} it answers /ping.', image.user));
  if (!works && root?.ready !== undefined)
    return found(l10n.t('The container works as root, and not as {0}, which the image names.', image.user), {
      severity: 'error',
      evidence: [...logged(words), ...(main.ping ? [seenText('GET /ping', main.ping)] : [])],
    });
  if (words.length > 0)
    return found(l10n.t('The user {0} of the image was denied something.', image.user), {
      evidence: logged(words),
    });
  return notApplicable(l10n.t('It works as no user (SC101, SC202).'));
}

const reaching =
  /Name or service not known|Temporary failure in name resolution|getaddrinfo|Network is unreachable|No route to host|NameResolutionError|ConnectTimeout|EAI_AGAIN|ENETUNREACH|ConnectionError|Could not resolve host|MaxRetryError/i;

function judgeIsolation({ subject, main, online, calls }: Evidence): Verdict {
  if (!subject.isolated) return notApplicable(l10n.t('The file does not ask for "networkIsolation".'));
  const words = linesLike(main, reaching);
  const works = main.ready !== undefined && (calls.sample === undefined || isSuccess(calls.sample));
  if (works)
    return words.length === 0
      ? passed(l10n.t('It comes up and answers without a way out.'))
      : found(l10n.t('The container tries to reach something, and works without.'), {
          severity: 'info',
          evidence: logged(words),
        });
  if (online?.ready !== undefined || words.length > 0)
    return found(
      online?.ready === undefined
        ? l10n.t('The container needs a network, and there is none.')
        : l10n.t('The container comes up with a network, and does not without.'),
      {
        evidence: [
          ...logged(words),
          ...(online?.ready === undefined
            ? []
            : [l10n.t('200 after {0}, with a network', duration(online.ready))]),
        ],
      },
    );
  return notApplicable(l10n.t('It does not work with a network either.'));
}

const growth = 50 * 1024 ** 2;

function judgeBurst({ calls }: Evidence): Verdict {
  const { burst } = calls;
  if (!burst) return notApplicable(l10n.t('The engine tells nothing of its memory.'));
  const { requests, before, after } = burst;
  const said = l10n.t('{0} before, {1} after {2} requests', formatSize(before), formatSize(after), requests);
  return after - before > growth && after > before * 1.2
    ? found(l10n.t('Memory has grown while requests were answered.'), { evidence: [said] })
    : passed(said);
}
