// Three ways to the same trivial container with the same data.
import { mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, installPackages } from '../../support/apt';
import { findProgram, run } from '../../support/processes';
import { pythonWith } from '../../support/python/environment';
import type { Command } from './measure';
import { sdkRequirements } from './requirements';

export interface Place {
  readonly folder: string;
  readonly data: string;
  readonly image: string;
  /** For DOCKER_HOST. */
  readonly host: string;
}

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const script = fileURLToPath(new URL('localMode.py', import.meta.url));

/** The least that it takes: the folders are there already, and nobody looks at what comes out. */
export async function bareRun(place: Place, program: string): Promise<Command> {
  await installPackages("Docker's command line", ['docker.io'], ['docker']);
  const ml = join(place.folder, 'bare');
  for (const below of ['model', 'output/data', 'input/config', 'input/data/train'])
    mkdirSync(join(ml, below), { recursive: true });
  const mounts = ['-v', `${ml}:/opt/ml`, '-v', `${place.data}:/opt/ml/input/data/train:ro`];
  return {
    program: findProgram('docker') ?? 'docker',
    words: ['run', '--rm', ...mounts, place.image, program],
    environment: { DOCKER_HOST: place.host },
    output: join(place.folder, 'bare.txt'),
  };
}

export function longshoreTrain(place: Place, program: string): Command {
  const file = join(place.folder, `${program}.train.json`);
  const text = { image: place.image, arguments: [program], channels: { train: place.data } };
  writeFileSync(file, JSON.stringify(text));
  return {
    program: process.execPath,
    words: [cli, 'train', '--runs', join(place.folder, 'runs'), file],
    environment: { DOCKER_HOST: place.host },
    output: join(place.folder, 'longshore.txt'),
  };
}

/** Without its telemetry, which would wait for the network. */
export async function sdkLocalMode(place: Place): Promise<Command> {
  await installMissing('A Docker Compose that the SDK accepts', ['docker-compose'], missingCompose);
  const config = join(place.folder, 'sagemaker.yaml');
  const modules = { TelemetryOptOut: true };
  writeFileSync(
    config,
    JSON.stringify({ SchemaVersion: '1.0', SageMaker: { PythonSDK: { Modules: modules } } }),
  );
  return {
    program: await pythonWith('sagemaker-sdk', sdkRequirements),
    words: [script, place.image, place.data, join(place.folder, 'sdk')],
    environment: {
      DOCKER_HOST: place.host,
      TMPDIR: place.folder,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      SAGEMAKER_USER_CONFIG_OVERRIDE: config,
    },
    output: join(place.folder, 'sdk.txt'),
  };
}

/** It asks for the second version by its name, or for the program of the first. */
async function missingCompose(): Promise<readonly string[]> {
  const plugin = await run('docker', ['compose', 'version']).catch(() => '');
  return plugin.includes('v2') || findProgram('docker-compose') ? [] : ['docker compose'];
}
