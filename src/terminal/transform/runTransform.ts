import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { readBatchInput } from '../../app/transform/readBatchInput';
import { transformLocally, type TransformInput } from '../../app/transform/transformLocally';
import type { LocalWorld, World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { readTransformOptions, type TransformWords } from '../../core/transform/readTransformOptions';
import { transformJobRequest } from '../../core/transform/transformJobRequest';
import type { TransformOptions } from '../../core/transform/transformOptions';
import { fileEndText } from '../../core/transform/transformInWords';
import type { Terminal } from '../commandLine';
import { transformPrinter } from './transformPrinter';

interface Asked {
  readonly file: string;
  readonly input: string;
  readonly output: string;
  readonly variant: string | undefined;
  readonly isManifest: boolean;
  readonly words: TransformWords;
  /** `NAME=VALUE`. */
  readonly environment: readonly string[];
  readonly stopsOnError: boolean;
  readonly json: boolean;
}

export async function runTransform(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const options = optionsOf(asked);
  const file = absolute(asked.file);
  const endpoint = await readBatchInput(world.files, file, terminal.signal);
  const { variant, isManifest, stopsOnError } = asked;
  const input: TransformInput = {
    endpoint,
    file,
    variant,
    input: asked.input.startsWith('s3://') ? asked.input : absolute(asked.input),
    isManifest,
    output: absolute(asked.output),
    options,
    stopsOnError,
    runsFolder: world.disk.runsFolder,
    follower: process.pid,
  };
  const printer = transformPrinter(terminal, asked.json);
  const { tell, line } = printer;
  const result = await transformLocally(world, input, { tell, line, signal: terminal.signal });
  const failed = result.files.filter(({ kind }) => kind === 'failed');
  if (asked.json) terminal.out(JSON.stringify({ kind: 'result', ...result }));
  else failed.forEach((end) => terminal.error(fileEndText(end)));
  if (failed.length > 0)
    terminal.error(l10n.t('{0} of {1} files were not transformed.', failed.length, result.files.length));
  return failed.length > 0 ? 1 : 0;
}

/** What SageMaker would be asked for the same. */
export async function printRequest(world: LocalWorld, asked: Asked, terminal: Terminal): Promise<number> {
  const options = optionsOf(asked);
  const endpoint = await readBatchInput(world.files, absolute(asked.file), terminal.signal);
  const variant = endpoint.variants.find(({ name }) => name === asked.variant) ?? endpoint.variants[0];
  if (!variant || (asked.variant !== undefined && variant.name !== asked.variant))
    throw new Problem(
      'bad-usage',
      l10n.t('There is no variant {0} in the endpoint file.', asked.variant ?? ''),
    );
  const { input, output, isManifest } = asked;
  if (!input.startsWith('s3://') || !output.startsWith('s3://'))
    throw new Problem(
      'bad-usage',
      l10n.t('SageMaker reads and writes in S3: give --input and --output as s3://….'),
    );
  const places = { input, output, isManifest };
  terminal.out(JSON.stringify(transformJobRequest(endpoint, variant, { options, places }), undefined, 2));
  return 0;
}

function optionsOf({ words, environment }: Asked): TransformOptions {
  const variables = environment.map((text): readonly [string, string] => {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new Problem('bad-usage', l10n.t('--environment is NAME=VALUE, and not {0}.', text));
    return [name, value];
  });
  return readTransformOptions(words, Object.fromEntries(variables));
}

const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');
