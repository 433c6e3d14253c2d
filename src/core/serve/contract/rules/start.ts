import * as l10n from '@vscode/l10n';
import type { Evidence, Trial, TrialEnd } from '../evidence';
import { isOfEngine, socketText } from '../listening';
import type { ContractRule, Verdict } from '../rule';
import { found, notApplicable, passed, sources } from '../rule';
import { duration, lastLines, seenText } from '../words';

/** The container comes up, and stays. */
export const startRules: readonly ContractRule[] = [
  {
    id: 'SC101',
    name: 'starts-with-serve',
    title: l10n.t('Starts with the word serve'),
    severity: 'error',
    requires: 'nothing',
    probes: [],
    explanation: l10n.t(
      'SageMaker runs docker run IMAGE serve. A container that cannot be started so, or ends before it has answered, makes the endpoint fail.',
    ),
    source: sources.hosting,
    fix: l10n.t('Put an executable program named serve on the PATH, or take the word in ENTRYPOINT.'),
    judge: ({ main, subject }) => {
      if (main.refusal !== undefined) return refused(main, main.refusal);
      if (main.end && main.ready === undefined)
        return ended(main, main.end, l10n.t('The container ended before it answered /ping.'));
      return passed(l10n.t('{0} runs.', subject.image));
    },
  },
  {
    id: 'SC102',
    name: 'stays-up',
    title: l10n.t('Stays up'),
    severity: 'error',
    requires: 'ready',
    probes: ['rest'],
    explanation: l10n.t(
      'A container that ends by itself is started again by SageMaker, and requests fail meanwhile. When it goes on so, the endpoint fails.',
    ),
    source: sources.hosting,
    fix: l10n.t('Read the last lines of the log: what ended the program must not.'),
    judge: ({ main }) =>
      main.end ? ended(main, main.end, endedWords(main.end)) : passed(l10n.t('It ran until it was stopped.')),
  },
  {
    id: 'SC103',
    name: 'within-memory',
    title: l10n.t('Has enough memory'),
    severity: 'error',
    requires: 'started',
    probes: ['rest', 'sample'],
    explanation: l10n.t(
      'When memory runs out, the system kills a process of the container: the server itself, or a worker whose requests then fail.',
    ),
    source: sources.hosting,
    fix: l10n.t('Use fewer workers or a smaller model, or give more memory: an instance type, or "memory".'),
    judge: judgeMemory,
  },
  {
    id: 'SC201',
    name: 'listens-on-8080',
    title: l10n.t('Listens on port 8080, on all interfaces'),
    severity: 'error',
    requires: 'started',
    probes: [],
    explanation: l10n.t(
      'SageMaker asks from outside of the container, on port 8080. What listens on 127.0.0.1 answers only programs in the container, and what listens elsewhere is never asked.',
    ),
    source: sources.hosting,
    fix: l10n.t('Listen on 0.0.0.0:8080: gunicorn --bind 0.0.0.0:8080, uvicorn --host 0.0.0.0 --port 8080.'),
    judge: judgeListening,
  },
];

function refused(main: Trial, refusal: string): Verdict {
  const told = main.end?.diagnosis;
  return found(told ? `${told.title}. ${told.cause}` : l10n.t('The engine could not start the program.'), {
    evidence: [l10n.t('engine: {0}', refusal.trim())],
    fixes: told?.fixes ?? [],
  });
}

export function ended(
  trial: Trial,
  { diagnosis, exitCode, milliseconds }: TrialEnd,
  reason: string,
): Verdict {
  return found(diagnosis ? `${reason} ${diagnosis.title}. ${diagnosis.cause}` : reason, {
    evidence: [
      l10n.t('Exit code {0}, {1} after the start', exitCode, duration(milliseconds)),
      ...lastLines(trial),
    ],
    fixes: diagnosis?.fixes ?? [],
  });
}

const endedWords = ({ during }: TrialEnd): string =>
  during === undefined
    ? l10n.t('The container answered /ping, and then ended by itself.')
    : l10n.t('The container ended at this: {0}.', during);

function judgeMemory({ main, subject, root, port }: Evidence): Verdict {
  const short = [main, root, port].find((trial) => trial?.oomKilled === true);
  const limit = subject.memoryBytes;
  const most =
    limit === undefined
      ? l10n.t('the memory of the engine')
      : l10n.t('{0} MB', Math.round(limit / 1024 ** 2));
  if (!short) return passed(l10n.t('No process was killed, with {0}.', most));
  return found(l10n.t('The engine killed a process of the container: it needs more than {0}.', most), {
    evidence: ['OOMKilled: true', ...lastLines(short, 3)],
  });
}

function judgeListening({ main, subject, port, models }: Evidence): Verdict {
  const sockets = main.sockets?.filter((socket) => !isOfEngine(socket));
  const all = sockets?.map(socketText).join(', ') ?? '';
  const right = sockets?.filter((socket) => socket.port === 8080) ?? [];
  const said = [
    ...(sockets === undefined ? [] : [all === '' ? l10n.t('nothing listens') : l10n.t('listens: {0}', all)]),
    ...(main.ping ? [seenText('GET /ping', main.ping)] : []),
  ];
  if (main.ready !== undefined) return passed(...said);
  if (right.length > 0 && right.every(({ loopback }) => loopback))
    return found(
      l10n.t(
        'It listens on {0}, which only programs in the container reach.',
        right.map(socketText).join(', '),
      ),
      {
        evidence: said,
        fixes: [
          l10n.t(
            'Bind to 0.0.0.0 instead of 127.0.0.1 or localhost: gunicorn --bind 0.0.0.0:8080, uvicorn --host 0.0.0.0 --port 8080.',
          ),
        ],
      },
    );
  if (right.length > 0 || main.ping?.kind === 'answered') return passed(...said);
  if (main.end) return notApplicable(l10n.t('It ended before it could be seen (SC101).'));
  if (sockets && sockets.length > 0)
    return found(l10n.t('It does not listen on port 8080, but on {0}.', all), {
      evidence: said,
      ...((port ?? models ?? subject.isInGroup)
        ? { fixes: [l10n.t('SAGEMAKER_BIND_TO_PORT is not set here: 8080 is the port then.')] }
        : {}),
    });
  const window = duration(main.waited);
  return found(
    sockets
      ? l10n.t('Nothing listened on port 8080 in {0}.', window)
      : l10n.t('Nothing answered on port 8080 in {0}, from outside of the container.', window),
    { evidence: [...said, ...lastLines(main)] },
  );
}
