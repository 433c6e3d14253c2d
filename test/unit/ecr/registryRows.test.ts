import assert from 'node:assert/strict';
import { tooltipOf } from '../../../src/core/row';
import fc from 'fast-check';
import { presenceText } from '../../../src/core/ecr/presence';
import type { Repository } from '../../../src/core/ecr/ports';
import { registryRows } from '../../../src/core/ecr/registryRows';
import { placeOf, subjectOf } from '../../../src/core/ecr/remotePlace';
import type { RegistryState } from '../../../src/core/ecr/repositoryRows';
import { remoteRows } from '../../../src/core/ecr/repositoryRows';
import { Problem } from '../../../src/core/problem';
import type { Row } from '../../../src/core/row';

const repository = (name: string): Repository => ({
  name,
  uri: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${name}`,
  mutability: { mutable: true, exceptions: [] },
  scanOnPush: false,
  created: undefined,
});
const state = (region: string, ...names: readonly string[]): RegistryState => ({
  identity: { account: '123456789012', arn: 'arn:x' },
  region,
  repositories: names.map(repository),
});
const ready = (region: string, ...names: readonly string[]) => ({
  region,
  state: { kind: 'ready', value: state(region, ...names) } as const,
});
const lines = (rows: readonly Row[], indent = ''): readonly string[] =>
  rows.flatMap(({ label, detail = '', icon, children = [] }) => [
    `${indent}${icon?.name ?? '-'} ${label}${detail === '' ? '' : ` | ${detail}`}`,
    ...lines(children, `${indent}  `),
  ]);

describe('Regions in the Repositories view', () => {
  it('are not named when there is one', () => {
    const rows = registryRows([ready('eu-west-1', 'b', 'a')]);
    assert.deepEqual(lines(rows), ['repo a', 'repo b']);
    assert.deepEqual(
      rows.map(({ id, subject, kind, lazy }) => [id, subject, kind, lazy]),
      [
        ['repository:eu-west-1/a', 'eu-west-1/a', 'repository', true],
        ['repository:eu-west-1/b', 'eu-west-1/b', 'repository', true],
      ],
    );
    assert.deepEqual(registryRows([{ region: undefined, state: { kind: 'loading' } }]), []);
  });

  it('load and fail each by itself when there are several', () => {
    const problem = new Problem('aws-denied', 'You may not.');
    const rows = registryRows([
      ready('eu-west-1', 'team/iris'),
      { region: 'us-west-2', state: { kind: 'loading' } },
      { region: 'ap-south-1', state: { kind: 'failed', problem } },
      { region: 'eu-west-3', state: { kind: 'loading', last: state('eu-west-3', 'team/iris') } },
    ]);
    assert.deepEqual(lines(rows), [
      'globe eu-west-1 | 1 repository',
      '  repo team/iris',
      'loading~spin us-west-2 | loading…',
      'globe ap-south-1 | not read',
      '  error You may not.',
      'globe eu-west-3 | 1 repository',
      '  repo team/iris',
    ]);
    const ids = rows.flatMap((row) => [row.id, ...(row.children ?? []).map(({ id }) => id)]);
    assert.equal(new Set(ids).size, ids.length, 'The same name in two regions is two rows.');
  });

  it('have the favourites first, and only what the filter wants', () => {
    const regions = [ready('eu-west-1', 'team/iris', 'team/wine', 'other'), ready('us-west-2', 'team/iris')];
    const look = { filter: ' TEAM ', favourites: ['eu-west-1/team/wine', 'us-west-2/gone'] };
    assert.deepEqual(lines(registryRows(regions, look)), [
      'globe eu-west-1 | 2 of 3 repositories',
      '  star-full team/wine',
      '  repo team/iris',
      'globe us-west-2 | 1 repository',
      '  repo team/iris',
    ]);
  });
});

describe('A place in ECR', () => {
  const name = fc.stringMatching(/^[a-z0-9]+(?:[._-][a-z0-9]+)?(?:\/[a-z0-9]+)?$/);
  it('is one text and back again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('eu-west-1', 'us-gov-east-1'),
        name,
        fc.boolean(),
        (region, of, isImage) => {
          const place = { region, repository: of, ...(isImage ? { digest: 'sha256:ab' } : {}) };
          assert.deepEqual(placeOf(subjectOf(place)), place);
        },
      ),
    );
  });

  it('is what the rows of images carry', () => {
    const image = { digest: 'sha256:ab', tags: ['1'], bytes: 1, pushed: 0, pulled: 0, mediaType: undefined };
    const [row] = remoteRows('eu-west-1/team/iris', { kind: 'ready', images: [image], shown: 1 }, 0);
    assert.deepEqual(placeOf(row?.subject ?? ''), {
      region: 'eu-west-1',
      repository: 'team/iris',
      digest: 'sha256:ab',
    });
    assert.match((row && tooltipOf(row)) ?? '', /^\*\*team\/iris: 1\*\*/);
  });
});

describe('Who the user is to AWS', () => {
  const known = {
    kind: 'known',
    account: '1234',
    arn: 'arn:aws:iam::1:user/me',
    region: 'eu-west-1',
  } as const;
  for (const [presence, text, isWrong] of [
    [{ ...known, profile: 'work' }, '$(account) 1234 · work · eu-west-1', false],
    [{ ...known, profile: '' }, '$(account) 1234 · keys of the environment · eu-west-1', false],
    [{ kind: 'missing', profile: 'work', message: 'Over.' }, '$(account) AWS: sign in', true],
  ] as const)
    it(`is said as ${text}`, () => {
      const said = presenceText(presence);
      assert.deepEqual([said.text, said.isWrong], [text, isWrong]);
      assert.match(said.tooltip, presence.kind === 'known' ? /arn:aws:iam::1:user\/me/ : /work.*Over/s);
    });
});
