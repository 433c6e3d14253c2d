import * as l10n from '@vscode/l10n';
import type { Evidence, Rough, Seen } from '../evidence';
import { limits } from '../limits';
import type { ContractRule, Verdict } from '../rule';
import { found, notApplicable, passed, sources } from '../rule';
import { untried } from '../untried';
import { duration, isClientError, isSuccess, lastLines, seenText } from '../words';

const pathOf = ({ subject }: Evidence): string =>
  subject.multiModel ? 'POST /models/NAME/invoke' : 'POST /invocations';

/** What the container says to requests, right and wrong. */
export const invocationRules: readonly ContractRule[] = [
  {
    id: 'SC301',
    name: 'answers-the-sample',
    title: l10n.t('Answers the sample request'),
    severity: 'error',
    requires: 'ready',
    probes: ['sample'],
    explanation: l10n.t(
      'Requests come to POST /invocations and have 60 seconds. An answer other than 2xx is a ModelError (424) to whoever asked, and needs a content type to be read.',
    ),
    source: sources.hosting,
    fix: l10n.t('Send the same request with curl, and read the log of the container.'),
    judge: judgeSample,
  },
  {
    id: 'SC302',
    name: 'refuses-unknown-types',
    title: l10n.t('Refuses a content type that it does not know'),
    severity: 'error',
    requires: 'ready',
    probes: ['wrong-type'],
    explanation: l10n.t(
      'The content type is what the client says it is. A wrong one is the mistake of the client (415), and no error of the model: those count against the endpoint, and roll back its updates.',
    ),
    source: sources.invoke,
    fix: l10n.t('Compare Content-Type with what you can read, and answer 415 to all else.'),
    judge: (evidence) => judgeWrongType(evidence, evidence.calls.wrongType),
  },
  {
    id: 'SC303',
    name: 'survives-empty-body',
    title: l10n.t('Survives an empty body'),
    severity: 'error',
    requires: 'ready',
    probes: ['empty'],
    explanation: l10n.t(
      'A request may have no body. It is the mistake of the client: 400, and the server goes on.',
    ),
    source: sources.invoke,
    fix: l10n.t('Answer 400 when there is nothing to read.'),
    judge: (evidence) => judgeEmpty(evidence, evidence.calls.empty),
  },
  {
    id: 'SC304',
    name: 'takes-large-bodies',
    title: l10n.t('Takes bodies up to the limit'),
    severity: 'error',
    requires: 'ready',
    probes: ['large'],
    explanation: l10n.t(
      'SageMaker lets bodies of 6 MB through (4 MB to a serverless endpoint, and its guide speaks of 25 MB). nginx alone takes 1 MB, and the sample of AWS sets 5 MB: both refuse what the limit allows. What is larger may be refused with 413.',
    ),
    source: sources.invoke,
    fix: l10n.t('Raise the limit of the server: client_max_body_size 25m; in nginx.conf.'),
    judge: judgeLarge,
  },
  {
    id: 'SC305',
    name: 'answers-several-at-once',
    title: l10n.t('Answers several requests at once'),
    severity: 'error',
    requires: 'answered',
    probes: ['sample', 'together'],
    explanation: l10n.t(
      'An instance gets requests at once. All must be answered, and each with its own answer: what predictions share, such as a global variable, must not leak.',
    ),
    source: sources.hosting,
    fix: l10n.t(
      'Keep what belongs to a request in its handler, and let those that cannot run together wait.',
    ),
    judge: judgeTogether,
  },
  {
    id: 'SC306',
    name: 'streams',
    title: l10n.t('Streams its answer'),
    severity: 'error',
    requires: 'answered',
    probes: ['sample'],
    explanation: l10n.t(
      'InvokeEndpointWithResponseStream passes on what the container sends, as it comes. An answer that is gathered first arrives in one part at the end.',
    ),
    source: sources.streaming,
    fix: l10n.t(
      'Send chunks as they are made, and turn buffering off before the server: proxy_buffering off; in nginx.',
    ),
    judge: judgeStream,
  },
];

function judgeSample(evidence: Evidence): Verdict {
  const { subject, calls } = evidence;
  const { sample } = calls;
  const { sample: facts } = subject;
  if (!facts)
    return found(l10n.t('There is no sample request, so nobody knows whether it predicts.'), {
      severity: 'warning',
      fixes: [
        l10n.t(
          'Name a file with a request: "local": { "sample": { "file": "sample/request.csv", "contentType": "text/csv" } }, or --payload FILE --content-type TYPE.',
        ),
      ],
    });
  if (!sample)
    return subject.multiModel && calls.models && !calls.models.load
      ? found(l10n.t('The sample was not sent: there is no archive of a model here that could be loaded.'), {
          severity: 'warning',
          fixes: [l10n.t('Name a folder with a .tar.gz as "model", or its "local".')],
        })
      : untried(evidence);
  const said = [l10n.t('{0} as {1}', facts.name, facts.contentType), seenText(pathOf(evidence), sample)];
  if (sample.kind === 'failed')
    return found(
      sample.reason === 'timeout'
        ? l10n.t('The sample was not answered within 60 seconds.')
        : l10n.t('The sample was not answered.'),
      { evidence: [...said, ...lastLines(evidence.main)] },
    );
  if (!isSuccess(sample))
    return found(sampleRefused(sample.status, facts), { evidence: [...said, ...lastLines(evidence.main)] });
  if (sample.contentType === '' && sample.bytes > 0)
    return found(l10n.t('The answer has no content type.'), {
      severity: 'warning',
      evidence: said,
      fixes: [l10n.t('Send a Content-Type with the answer: clients read it by that.')],
    });
  return passed(...said);
}

function sampleRefused(
  status: number,
  { name, contentType }: { readonly name: string; readonly contentType: string },
): string {
  if (status === 404) return l10n.t('There is nothing at the path of invocations (404).');
  if (status === 405) return l10n.t('The path of invocations takes no POST (405).');
  if (status >= 500) return l10n.t('The container fails on the sample ({0}).', status);
  return l10n.t('The container refuses {0} as {1} ({2}).', name, contentType, status);
}

const died = (evidence: Evidence, request: string, { seen }: Rough): Verdict =>
  found(l10n.t('The container ended at {0}.', request), {
    evidence: [seenText(request, seen), ...lastLines(evidence.main)],
  });

function judgeWrongType(evidence: Evidence, rough: Rough | undefined): Verdict {
  if (!rough) return untried(evidence);
  const { seen } = rough;
  const request = l10n.t('a body of an unknown type');
  const said = [seenText(`${pathOf(evidence)} application/x-longshore-unknown`, seen)];
  if (!rough.aliveAfter) return died(evidence, request, rough);
  if (isClientError(seen))
    return seen.kind === 'answered' && seen.status === 415
      ? passed(...said)
      : passed(...said, l10n.t('415 would say more.'));
  if (isSuccess(seen))
    return found(l10n.t('The container answers whatever the content type says.'), {
      severity: 'info',
      evidence: said,
    });
  if (seen.kind === 'failed')
    return found(l10n.t('The container does not answer a body of an unknown type.'), { evidence: said });
  return found(
    l10n.t(
      'The container fails at an unknown type ({0}), where it is the client that is wrong.',
      seen.status,
    ),
    {
      evidence: [...said, ...lastLines(evidence.main, 3)],
    },
  );
}

function judgeEmpty(evidence: Evidence, rough: Rough | undefined): Verdict {
  if (!rough) return untried(evidence);
  const { seen } = rough;
  const request = l10n.t('an empty body');
  const said = [seenText(pathOf(evidence), seen)];
  if (!rough.aliveAfter) return died(evidence, request, rough);
  if (isClientError(seen)) return passed(...said);
  if (isSuccess(seen))
    return found(l10n.t('The container answers a request without a body as if it were one.'), {
      severity: 'info',
      evidence: said,
    });
  if (seen.kind === 'failed')
    return found(l10n.t('The container does not answer an empty body.'), { evidence: said });
  return found(
    l10n.t('The container fails at an empty body ({0}), where it is the client that is wrong.', seen.status),
    {
      severity: 'warning',
      evidence: [...said, ...lastLines(evidence.main, 3)],
    },
  );
}

const megabytes = (bytes: number): string => l10n.t('{0} MB', Number((bytes / 1024 ** 2).toFixed(1)));

type Try = NonNullable<Evidence['calls']['large']>['tries'][number];

/** A server that refuses early closes the connection while the client still sends. */
const isRefused = ({ seen }: Try): boolean =>
  seen.kind === 'answered' ? seen.status === 413 : seen.reason === 'reset';
const isTaken = ({ seen, aliveAfter }: Try): boolean =>
  aliveAfter &&
  (isSuccess(seen) || (isClientError(seen) && !(seen.kind === 'answered' && seen.status === 413)));

function judgeLarge(evidence: Evidence): Verdict {
  const { large } = evidence.calls;
  if (!large) return untried(evidence);
  const limit = evidence.subject.isServerless ? limits.serverlessBody : limits.body;
  const said = [
    ...large.tries.map((each) => seenText(`${pathOf(evidence)} ${megabytes(each.bytes)}`, each.seen)),
    ...(large.said === undefined ? [] : [l10n.t('log: {0}', large.said)]),
  ];
  const within = large.tries.filter(({ bytes }) => bytes <= limit);
  const bad = within.find((each) => !isTaken(each));
  if (bad) return refusedBody(bad, { within, said, large });
  const above = large.tries.find((each) => each.bytes > limit && !isTaken(each));
  if (!above) return passed(...said);
  if (!isRefused(above) || !above.aliveAfter)
    return found(l10n.t('A body of {0} is not refused cleanly: 413 is expected.', megabytes(above.bytes)), {
      severity: 'warning',
      evidence: said,
    });
  return found(
    l10n.t('The container takes 6 MB, but not the {0} of which the guide speaks.', megabytes(above.bytes)),
    {
      severity: 'info',
      evidence: said,
    },
  );
}

interface Refused {
  readonly within: readonly Try[];
  readonly said: readonly string[];
  readonly large: NonNullable<Evidence['calls']['large']>;
}

function refusedBody(bad: Try, { within, said, large }: Refused): Verdict {
  const { seen } = bad;
  if (!bad.aliveAfter)
    return found(l10n.t('The container ended at a body of {0}.', megabytes(bad.bytes)), { evidence: said });
  if (!isRefused(bad))
    return found(
      seen.kind === 'answered'
        ? l10n.t('The container fails at a body of {0} ({1}).', megabytes(bad.bytes), seen.status)
        : l10n.t('The container does not answer a body of {0}.', megabytes(bad.bytes)),
      {
        evidence: said,
        fixes: [
          l10n.t(
            'Read the log: what reads the body has to take {0}, or to answer 400.',
            megabytes(bad.bytes),
          ),
        ],
      },
    );
  const taken = within.filter(isTaken).at(-1)?.bytes ?? 0;
  const isNginx =
    large.said !== undefined || (seen.kind === 'answered' && /nginx/i.test(seen.server + seen.text));
  return found(
    l10n.t('The container refuses bodies of {0}: less than SageMaker lets through.', megabytes(bad.bytes)),
    {
      evidence: said,
      fixes: isNginx ? [nginxTrap(taken, bad.bytes)] : [],
    },
  );
}

function nginxTrap(taken: number, refused: number): string {
  const mega = 1024 ** 2;
  if (taken < mega && refused > mega && refused < 2 * mega)
    return l10n.t('nginx takes 1 MB when nobody says otherwise: set client_max_body_size 25m;.');
  if (taken < 5 * mega && refused > 5 * mega && refused < 6 * mega)
    return l10n.t('nginx.conf sets client_max_body_size 5m, as the sample of AWS does: make it 25m.');
  return l10n.t('The limit is client_max_body_size in nginx.conf: make it 25m.');
}

function judgeTogether(evidence: Evidence): Verdict {
  const { together } = evidence.calls;
  if (!together) return untried(evidence);
  const { answers, mixedUp } = together;
  const bad = answers.filter((seen: Seen) => !isSuccess(seen));
  const worst = Math.max(0, ...answers.map(({ milliseconds }) => milliseconds));
  const tried = l10n.t('{0} at once, the slowest answer after {1}', answers.length, duration(worst));
  if (bad.length > 0)
    return found(l10n.t('{0} of {1} requests at once were not answered well.', bad.length, answers.length), {
      evidence: [
        tried,
        ...bad.slice(0, 2).map((seen) => seenText(pathOf(evidence), seen)),
        ...lastLines(evidence.main, 3),
      ],
    });
  if (mixedUp !== undefined && mixedUp > 0)
    return found(
      l10n.t(
        '{0} of {1} requests at once got an answer that differs from theirs alone.',
        mixedUp,
        answers.length,
      ),
      {
        evidence: [tried],
      },
    );
  return passed(
    tried,
    mixedUp === undefined
      ? l10n.t('Whether answers were mixed up cannot be told from this sample.')
      : l10n.t('Each is the same as alone.'),
  );
}

function judgeStream(evidence: Evidence): Verdict {
  const { subject, calls, image } = evidence;
  if (
    image.labels['com.amazonaws.sagemaker.capabilities.bidirectional-streaming'] === 'true' &&
    subject.sample?.streams !== true
  )
    return notApplicable(
      l10n.t('The label says bidirectional streaming, over a WebSocket, which this test does not speak.'),
    );
  if (subject.sample?.streams !== true)
    return notApplicable(l10n.t('The sample does not say "streams": true.'));
  const { sample } = calls;
  if (sample?.kind !== 'answered') return untried(evidence);
  const { chunks, firstByte, milliseconds } = sample;
  const said = [
    l10n.t(
      '{0} parts, the first after {1}, the last after {2}',
      chunks,
      duration(firstByte),
      duration(milliseconds),
    ),
  ];
  return chunks > 1
    ? passed(...said)
    : found(l10n.t('The answer comes in one part.'), {
        evidence: [...said, seenText(pathOf(evidence), sample)],
      });
}
