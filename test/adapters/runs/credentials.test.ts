import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { lendingVariable } from '../../../src/core/aws/ports';
import { planRun } from '../../../src/app/runs/prepareRun';
import { RunStory } from '../../../src/app/runs/trainLocally';
import { Problem } from '../../../src/core/problem';
import { RunControl } from '../../../src/core/run/runControl';
import type { RunEvent } from '../../../src/core/run/runRecord';
import { setAws } from '../../support/aws/account';
import { emulatorPackages } from '../../support/emulator/emulator';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { nothing } from '../../support/runs/emptyRun';
import { channel, python, TrainingBench } from '../../support/runs/training';

/** What an SDK does to get credentials, by hand. */
const ask = `
import json, os, time, urllib.error, urllib.request
base = os.environ.get('AWS_EC2_METADATA_SERVICE_ENDPOINT', '')
def call(path, method='GET', **headers):
    headers = {'x-aws-ec2-metadata-token' + key: value for key, value in headers.items()}
    request = urllib.request.Request(base + path, method=method, headers=headers)
    try: return urllib.request.urlopen(request, timeout=20).read().decode()
    except urllib.error.HTTPError as error: return error.code
def token(): return call('latest/api/token', 'PUT', **{'-ttl-seconds': '60'})
roles = 'latest/meta-data/iam/security-credentials/'
def keys():
    mine = {'': token()}
    return json.loads(call(roles + call(roles, **mine), **mine))
`;

const config = (lines: Readonly<Record<string, string>>): string =>
  Object.entries(lines)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('');

describe('AWS credentials in a container', () => {
  let bench: TrainingBench;
  let restore: () => void;

  beforeEach(() => {
    bench = new TrainingBench();
    const path = join(bench.folder, 'aws-config');
    restore = setAws({
      AWS_CONFIG_FILE: path,
      AWS_SHARED_CREDENTIALS_FILE: path,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
  afterEach(() => {
    restore();
    bench.remove();
  });

  function writeProfiles(profiles: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
    const texts = Object.entries(profiles).map(([name, lines]) => `[${name}]\n${config(lines)}`);
    writeFileSync(join(bench.folder, 'aws-config'), texts.join('\n'));
  }
  const fixed = {
    aws_access_key_id: 'AKIAFIXED',
    aws_secret_access_key: 'fixed-secret',
    region: 'eu-west-3',
  };

  /** A profile whose keys come from a program: new ones at each call, for so many seconds, and so many times. */
  function issuing(seconds: number, times = 100): Readonly<Record<string, string>> {
    const program = join(bench.folder, 'issue.mjs');
    const count = JSON.stringify(join(bench.folder, 'count'));
    writeFileSync(
      program,
      `import { appendFileSync, readFileSync } from 'node:fs';
appendFileSync(${count}, 'x');
const AccessKeyId = 'ASIA' + readFileSync(${count}, 'utf8').length;
if (Number(AccessKeyId.slice(4)) > ${times}) process.exit(1);
const Expiration = new Date(Date.now() + ${seconds * 1000}).toISOString();
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: 'issued', SessionToken: 'token', Expiration }));`,
    );
    chmodSync(program, 0o755);
    return { credential_process: `${process.execPath} ${program}` };
  }

  function textsOf(folder: string): string {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = paths.filter((path) => statSync(join(folder, path)).isFile());
    return files.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
  }

  it('are served to a program that asks as on EC2, and are nowhere else', async () => {
    writeProfiles({ default: fixed });
    let inspected: Promise<string> | undefined;
    const { record, log, events } = await bench.train(
      {
        ...python(`${ask}
found = keys()
import hashlib
print(found['AccessKeyId'], hashlib.sha256(found['SecretAccessKey'].encode()).hexdigest()[:8], repr(found['Token']), found['Code'])
print(os.environ['AWS_DEFAULT_REGION'], os.environ['AWS_REGION'], call('latest/meta-data/placement/region', **{'': token()}), flush=True)
print(call(roles), call('latest/api/token', 'PUT'), call('latest/user-data', **{'': token()}), call(roles, **{'': 'guess'}))
time.sleep(1)`),
        local: bench.local({ awsCredentials: true }),
      },
      (event, _, at) => {
        const container = at?.hosts[0]?.container;
        if (event.kind === 'output' && container !== undefined)
          inspected ??= connect(testEngine())
            .getContainer(container)
            .inspect()
            .then((all) => JSON.stringify(all));
      },
    );
    assert.equal(record.status, 'completed', log);
    assert.equal(log, "AKIAFIXED bf3ff426 '' Success\neu-west-3 eu-west-3 eu-west-3\n401 400 404 401\n");
    const inspect = (await inspected) ?? '';
    assert.match(inspect, /AWS_EC2_METADATA_SERVICE_ENDPOINT/);
    for (const text of [inspect, textsOf(record.folder), JSON.stringify(withoutOutput(events))])
      assert.doesNotMatch(text, /fixed-secret/);
  });

  it('are nobody else’s', async () => {
    writeProfiles({ default: fixed });
    const engine = connect(testEngine());
    let told: Promise<readonly string[]> | undefined;
    const askElsewhere = async (id: string): Promise<readonly string[]> => {
      const { Config } = await engine.getContainer(id).inspect();
      const line = Config.Env.find((each) => each.startsWith('AWS_EC2_METADATA_SERVICE_ENDPOINT=')) ?? '';
      const other = await engine.createContainer({
        Image: 'longshore-test/python-base:latest',
        Cmd: ['python3', '-c', `${ask}\nprint(token(), call(roles))`],
        Env: [line],
        Tty: true,
      });
      try {
        await other.start();
        await other.wait();
        const here = await status(line.slice(line.indexOf('=') + 1));
        return [String(await other.logs({ stdout: true })).trim(), String(here)];
      } finally {
        await other.remove({ force: true });
      }
    };
    await bench.train(
      {
        ...python(`${ask}\nprint('ready', flush=True)\ntime.sleep(60)`),
        local: bench.local({ awsCredentials: true }),
      },
      (event, control, at) => {
        const container = at?.hosts[0]?.container;
        if (event.kind !== 'output' || container === undefined) return;
        told ??= askElsewhere(container).finally(() => control.kill());
      },
    );
    assert.deepEqual(await told, ['403 403', '403']);
  });

  it('are those of the profile, kept while they last', async () => {
    writeProfiles({ default: fixed, 'profile issued': issuing(3600) });
    const { log } = await bench.train({
      ...python(`${ask}\nprint(keys()['AccessKeyId'], keys()['AccessKeyId'], keys()['Token'])`),
      local: bench.local({ awsCredentials: 'issued' }),
    });
    assert.equal(log, 'ASIA1 ASIA1 token\n');
  });

  it('are new ones when they come to their end', async () => {
    writeProfiles({ default: issuing(120) });
    const { log } = await bench.train({
      ...python(`${ask}\nprint(keys()['AccessKeyId'] != keys()['AccessKeyId'])`),
      local: bench.local({ awsCredentials: true }),
    });
    assert.equal(log, 'True\n');
  });

  it('are missed aloud when there are no new ones', async () => {
    writeProfiles({ default: issuing(120, 2) });
    const { log, events } = await bench.train({
      ...python(`${ask}\nprint(keys()['AccessKeyId'], keys(), keys()['Code'])`),
      local: bench.local({ awsCredentials: true }),
    });
    const answer =
      "{'Code': 'Failed', 'Message': 'There are no valid credentials on the machine of the user.'}";
    assert.equal(log, `ASIA2 ${answer} Failed\n`);
    const told = events.filter((event) => event.kind === 'progress' && event.text.includes('aws configure'));
    assert.equal(told.length, 1);
  });

  it('are found by boto3, which thinks that it runs on EC2', async () => {
    writeProfiles({ default: fixed });
    const { log, record } = await bench.train({
      ...python(`
import sys; sys.path.append('/opt/ml/input/data/packages')
import boto3
session = boto3.Session()
found = session.get_credentials()
print(found.method, found.access_key, len(found.secret_key), session.region_name)
def look(request, **_):
    headers = request.headers
    print(b'AKIAFIXED' in headers['Authorization'], 'X-Amz-Security-Token' in headers, request.url)
    sys.exit()
client = session.client('s3')
client.meta.events.register('before-send.s3', look)
client.get_object(Bucket='b', Key='k')`),
      channels: { packages: channel(await emulatorPackages()) },
      local: bench.local({ awsCredentials: true }),
    });
    assert.equal(
      log,
      'iam-role AKIAFIXED 12 eu-west-3\nTrue False https://s3.eu-west-3.amazonaws.com/b/k\n',
      JSON.stringify(record.diagnosis),
    );
  });

  it('go on to be served by who takes the run over', async () => {
    writeProfiles({ default: fixed });
    const run = {
      ...nothing,
      ...python(`${ask}
print(keys()['AccessKeyId'], flush=True)
while not os.path.exists('/opt/ml/model/go'): time.sleep(0.05)
while True:
    try: print(keys()['AccessKeyId']); break
    except OSError: time.sleep(0.05)`),
      local: bench.local({ awsCredentials: true }),
    };
    const { record } = await bench.train(run, (event, control) => {
      if (event.kind === 'output') control.detach();
    });
    assert.equal(record.status, 'running');
    const { signal } = new AbortController();
    const { container = '' } = record.hosts[0] ?? {};
    const environment = await bench.world.containers.environment(container, signal);
    await assert.rejects(status(environment[lendingVariable] ?? ''), { code: 'ECONNREFUSED' });
    writeFileSync(join(record.folder, 'hosts/algo-1/ml/model/go'), '');
    const input = { ...bench.input(run), follower: 0 };
    const planned = await planRun(bench.world, input, { id: record.id, image: record.image }, signal);
    const watching = { signal, control: new RunControl(), report: () => undefined };
    const story = new RunStory(bench.world, { ...planned, record }, watching);
    const life = new AbortController();
    const output = await bench.world.containers.listen(container, 'beginning', life.signal);
    const end = await story.tellOn({ hosts: [{ name: 'algo-1', container, output }], life });
    assert.equal(end.status, 'completed');
    const log = readFileSync(join(record.folder, 'hosts/algo-1/log.txt'), 'utf8');
    assert.equal(log, 'AKIAFIXED\nAKIAFIXED\n');
  });

  it('reach all hosts of a cluster', async () => {
    writeProfiles({ default: fixed });
    const { log, record } = await bench.train({
      ...python(`${ask}\nprint(keys()['AccessKeyId'])`),
      local: bench.local({ awsCredentials: true, hosts: 2 }),
    });
    assert.equal(log, 'AKIAFIXED\nAKIAFIXED\n', JSON.stringify(record.diagnosis));
  });

  it('are served in the network of this machine at an address that nobody guesses', async () => {
    writeProfiles({ default: fixed });
    const { log } = await bench.train({
      ...python(`${ask}
print(keys()['AccessKeyId'])
base = '/'.join(base.split('/')[:3]) + '/'
print(token())`),
      local: bench.local({ awsCredentials: true, network: 'host' }),
    });
    assert.equal(log, 'AKIAFIXED\n403\n');
  });

  it('are not served when nobody asked for it, or the network is isolated', async () => {
    writeProfiles({ default: fixed });
    const look = python(`import os; print([name for name in os.environ if 'METADATA' in name])`);
    assert.equal((await bench.train(look)).log, '[]\n');
    const { log, events } = await bench.train({
      ...look,
      networkIsolation: true,
      local: bench.local({ awsCredentials: true }),
    });
    assert.equal(log, '[]\n');
    assert.ok(events.some((event) => event.kind === 'progress' && event.text.includes('isolation')));
  });

  it('are missed before anything starts', async () => {
    writeProfiles({ default: { region: 'eu-west-3' } });
    await assert.rejects(
      bench.train({ ...python('print(1)'), local: bench.local({ awsCredentials: true }) }),
      (error) => error instanceof Problem && error.kind === 'aws-credentials',
    );
  });
});

const withoutOutput = (events: readonly RunEvent[]) => events.filter(({ kind }) => kind !== 'output');

/** What this machine itself is answered. */
const status = async (address: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`${address}latest/meta-data/`, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
