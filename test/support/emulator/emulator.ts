// AWS without AWS: the moto server, in a Python environment of its own.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { installMissing, installPackages } from '../apt';
import { cached, dropOtherVersions } from '../cache';
import { findProgram, run, startProcess, waitFor } from '../processes';
import { requirements } from './requirements';

export interface Emulator {
  readonly url: string;
  /** What makes an AWS SDK talk to it, and to nothing of the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Forgets everything that was created. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEmulator(): Promise<Emulator> {
  const python = await emulatorPython();
  const server = startProcess(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    env: cleanEnvironment(),
  });
  try {
    const url = await waitFor(
      'The AWS emulator',
      () => /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(server.output())?.[1],
      { process: server },
    );
    return {
      ...emulatorAt(url),
      stop: () => {
        server.stop();
        return Promise.resolve();
      },
    };
  } catch (error) {
    server.stop();
    throw error;
  }
}

/** A Python that knows AWS's own models of its services, from botocore. */
export const emulatorPython = async (): Promise<string> => join(await pythonEnvironment(), 'bin', 'python');

/** The emulator that the runner started, for a test file. */
export function testEmulator(): Emulator {
  const url = process.env['LONGSHORE_TEST_AWS'];
  if (!url) {
    throw new Error(
      'LONGSHORE_TEST_AWS is not set: run npm test (or npm run test:adapters), which starts it.',
    );
  }
  return emulatorAt(url);
}

function emulatorAt(url: string): Emulator {
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_SESSION_TOKEN: 'testing',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    },
    reset: async () => {
      const response = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!response.ok) throw new Error(`The AWS emulator did not reset: HTTP ${response.status}.`);
    },
    stop: () => Promise.resolve(),
  };
}

/** The folder of its Python packages, boto3 among them: they are plain Python and run in containers too. */
export async function emulatorPackages(): Promise<string> {
  const lib = join(await pythonEnvironment(), 'lib');
  const [version = ''] = readdirSync(lib);
  return join(lib, version, 'site-packages');
}

async function pythonEnvironment(): Promise<string> {
  await installPackages('Python 3', ['python3', 'python3-venv'], ['python3']);
  const python = findProgram('python3') ?? 'python3';
  const identity = await run(python, ['-c', 'import sys; print(sys.version, sys.executable)']);
  const hash = createHash('sha256')
    .update([identity, ...requirements].join())
    .digest('hex');
  const key = `moto-${hash.slice(0, 12)}`;
  const environment = await cached(key, (path) => makeEnvironment(python, path));
  dropOtherVersions('moto-', key);
  return environment;
}

/** It is renamed afterwards, which is safe as long as nobody runs the scripts in its `bin`. */
async function makeEnvironment(python: string, path: string): Promise<void> {
  const missing = async () => {
    const found = await run(python, ['-c', 'import venv, ensurepip']).catch(() => undefined);
    return found === undefined ? ['python3 -m venv'] : [];
  };
  await installMissing('The AWS emulator', ['python3-venv'], missing);
  await run(python, ['-m', 'venv', path]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  await run(join(path, 'bin', 'python'), [...pip, ...requirements]);
}

/** moto itself reads these; the user's must not reach it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|MOTO)_/.test(name)));
}
