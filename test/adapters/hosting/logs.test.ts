import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeCloudLogs } from '../../../src/adapters/aws/aws';
import { followLog, type LogNews } from '../../../src/app/hosting/followLog';
import { logGroup } from '../../../src/core/hosting/endpointLog';
import type { CloudLog } from '../../../src/core/hosting/logPorts';
import { setAws } from '../../support/aws/account';
import { testEmulator } from '../../support/emulator/emulator';

const group = logGroup('iris');
const minute = 60_000;

describe('The log of an endpoint in the emulator', () => {
  let restore: () => void;
  let log: CloudLog;
  let client: CloudWatchLogsClient;
  const now = Date.now();
  const write = async (
    stream: string,
    ...entries: ReadonlyArray<readonly [number, string]>
  ): Promise<void> => {
    const logEvents = entries.map(([timestamp, message]) => ({ timestamp, message }));
    await client.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: stream, logEvents }));
  };
  const open = async (...streams: readonly string[]): Promise<void> => {
    await client.send(new CreateLogGroupCommand({ logGroupName: group }));
    for (const logStreamName of streams)
      await client.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName }));
  };
  /** So many looks, with something done before each further one. */
  const follow = async (
    variant: string | undefined,
    between: ReadonlyArray<() => Promise<void>>,
  ): Promise<{ readonly news: readonly LogNews[]; readonly slept: readonly number[] }> => {
    const ended = new AbortController();
    const slept: number[] = [];
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds);
        const next = between[slept.length - 1];
        if (next) await next();
        else ended.abort();
        ended.signal.throwIfAborted();
      },
    };
    const news: LogNews[] = [];
    const followed = followLog({ log, clock }, { endpoint: 'iris', variant }, ended.signal);
    await assert.rejects(
      async () => {
        for await (const each of followed) news.push(each);
      },
      { name: 'AbortError' },
    );
    return { news, slept };
  };
  const texts = (news: readonly LogNews[]): readonly string[] =>
    news.flatMap(({ events }) => events.map(({ text }) => text));

  before(() => (client = new CloudWatchLogsClient({ endpoint: testEmulator().url, region: 'us-east-1' })));
  after(() => client.destroy());
  beforeEach(async () => {
    restore = setAws(testEmulator().environment);
    log = await makeCloudLogs(new Accounts(() => ({ profile: '', region: '' }))).open({
      profile: undefined,
      region: undefined,
    });
  });
  afterEach(async () => {
    log.close();
    await testEmulator().reset();
    restore();
  });

  it('is told from an hour ago on, and then what comes, each line once', async () => {
    await open('blue/i-1', 'green/i-2');
    await write(
      'blue/i-1',
      [now - 90 * minute, 'old'],
      [now - 5 * minute, 'starting'],
      [now - minute, 'ready'],
    );
    await write('green/i-2', [now - 2 * minute, 'other']);
    const later = async (): Promise<void> => write('blue/i-1', [now - 10, 'asked']);
    const { news, slept } = await follow(undefined, [later, async () => undefined]);
    assert.deepEqual(texts(news), ['starting', 'other', 'ready', 'asked']);
    assert.ok(news.every(({ isMissing }) => !isMissing));
    assert.deepEqual(slept, [2000, 2000, 3000]);
  });

  it('is that of one variant when somebody wants only that', async () => {
    await open('blue/i-1', 'blue-2/i-3');
    await write('blue/i-1', [now - minute, 'mine\n  with a second line']);
    await write('blue-2/i-3', [now - minute, 'of another']);
    const { news } = await follow('blue', []);
    assert.deepEqual(texts(news), ['mine\n  with a second line']);
  });

  it('may be missing, and begins when something is written', async () => {
    const begin = async (): Promise<void> => {
      await open('blue/i-1');
      await write('blue/i-1', [now - 10, 'first']);
    };
    const { news } = await follow(undefined, [begin]);
    assert.deepEqual(
      news.map(({ isMissing, events, isLive }) => [isMissing, events.length, isLive]),
      [
        [true, 0, true],
        [false, 1, true],
      ],
    );
  });
});
