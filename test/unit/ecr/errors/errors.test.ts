import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { awsProblem } from '../../../../src/adapters/aws/problems';
import { buildProblem } from '../../../../src/adapters/docker/build/buildProblem';
import { dockerProblem } from '../../../../src/adapters/docker/problems';
import { pullProblem } from '../../../../src/adapters/docker/pullProblem';
import { pushProblem } from '../../../../src/adapters/docker/pushProblem';
import { hint, Problem } from '../../../../src/core/problem';
import { ecrErrors, stsErrors } from '../../../support/aws/errorNames';
import { buildFailures, connectionCodes, engineAnswers, pullWords, pushWords } from './engineWords';

const golden = new URL('../../../fixtures/errors/push.txt', import.meta.url);
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/iris:1';
const asked = { action: 'ecr:PutImage', of: 'iris:1' };
const said = 'AWS’s own words';

type Line = readonly [string, unknown];

const aws = (name: string, httpStatusCode?: number, message = said): unknown =>
  awsProblem(
    Object.assign(name === 'SyntaxError' ? new SyntaxError(message) : new Error(message), {
      name,
      ...(httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }),
    }),
    asked,
  );

/** What services say without having it in their models. */
const unmodelled: ReadonlyArray<readonly [string, number?]> = [
  ['AccessDeniedException', 400],
  ['AccessDenied', 403],
  ['UnrecognizedClientException', 400],
  ['InvalidSignatureException', 400],
  ['ExpiredTokenException', 400],
  ['RequestExpired', 400],
  ['CredentialsProviderError'],
  ['ThrottlingException', 400],
  ['TooManyRequestsException', 429],
  ['ServiceUnavailable', 503],
  ['InternalFailure', 500],
  ['UnknownOperationException', 400],
  ['TimeoutError'],
  ['ENOTFOUND'],
  ['SyntaxError'],
];

const engine = (more: object): unknown => dockerProblem(Object.assign(new Error('words'), more), 'default');

const parts: ReadonlyArray<readonly [string, readonly Line[]]> = [
  ['ECR, by name', ecrErrors.map((name) => [name, aws(name, 400)])],
  ['STS, by name', stsErrors.map((name) => [name, aws(name, 400)])],
  [
    'AWS, by name and status',
    unmodelled.map(([name, status]) => [`${name} ${status ?? ''}`.trim(), aws(name, status)]),
  ],
  ['The engine, pushing', pushWords.map((words) => [words, pushProblem(words, image)])],
  ['The engine, pulling', pullWords.map((words) => [words, pullProblem(words, image)])],
  [
    'The engine, building',
    buildFailures.map(({ step, reason, base }) => [
      `${step}: ${reason}`,
      buildProblem({ step, reason, tail: [], base }),
    ]),
  ],
  [
    'The engine, asked for something else',
    [
      ...engineAnswers.map(([statusCode, message]): Line => [
        `${statusCode} ${message}`,
        engine({ statusCode, json: { message } }),
      ]),
      ...connectionCodes.map((code): Line => [code, engine({ code })]),
    ],
  ],
];

describe('Every error on the way into ECR', () => {
  const lines = parts.flatMap(([, each]) => each);

  it('has a kind, a message and a way on, as they were read and found good', () => {
    const table = parts.map(([title, each]) => [`# ${title}\n`, ...each.map(entry)].join('\n')).join('\n');
    // After a change that is meant: LONGSHORE_GOLDEN=write, and read the difference.
    if (process.env['LONGSHORE_GOLDEN'] === 'write') writeFileSync(golden, table);
    assert.equal(table, readFileSync(golden, 'utf8'));
  });

  it('is told in whole sentences, in words of ours', () => {
    for (const [name, problem] of lines) {
      assert.ok(problem instanceof Problem, name);
      const own = problem.message.replace(/(?:said|failed at|for example with)[: ].*$/s, 'said.');
      assert.match(own, /^[A-Z0-9].*[.?]$/s, name);
    }
  });

  it('leads somewhere: a button, or a sentence on what to do', () => {
    const ways =
      /\b(?:Activate|Ask|Build|Change|Check|Choose|Create|Get|Give|Push|Refresh|Remove|Restore|Run|Split|Start|Try|Use|Write|Is its|Are its|Is the)\b|: (?:there is nothing to do|give the engine|give it|choose|try again)/;
    for (const [name, problem] of lines)
      if (problem instanceof Problem && problem.remedies.length === 0)
        assert.match(problem.message, ways, name);
  });
});

function entry([name, problem]: Line): string {
  assert.ok(problem instanceof Problem, name);
  const ways = problem.remedies.map((remedy) => `  → ${hint(remedy)}\n`);
  const message = problem.message.replaceAll('\n', '\n  ');
  return `${name}\n  [${problem.kind}] ${message}\n${ways.join('')}`;
}
