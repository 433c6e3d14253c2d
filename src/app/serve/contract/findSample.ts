import * as l10n from '@vscode/l10n';
import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import { folderOf, joinPath, nameOf, resolvePath } from '../../../core/paths';
import type { Files } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import { contentTypeOf } from '../../../core/serve/contract/bodies';
import type { Sample } from './asker';

/** A request that was named for this test alone. */
export interface AskedPayload {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
  readonly contentType: string | undefined;
}

export interface SampleSearch {
  readonly endpoint: EndpointFile;
  /** The endpoint file; absolute. */
  readonly file: string;
  readonly payload: AskedPayload | undefined;
}

/** What SageMaker lets through is less. */
const mostBytes = 25 * 1024 * 1024;
/** Where scaffolded containers have it. */
const usualFolder = 'sample';
const usualName = /^request\.\w+$/;

/** The request that was named, that of the file, or the one that lies where scaffolds put it. */
export async function findSample(
  files: Pick<Files, 'readBytes' | 'walk'>,
  { endpoint, file, payload }: SampleSearch,
  signal: AbortSignal,
): Promise<Sample | undefined> {
  const { sample } = endpoint.local;
  const streams = sample?.streams ?? false;
  if (payload) return readSample(files, { ...payload, streams }, signal);
  const path = await samplePath(files, { endpoint, file }, signal);
  if (path === undefined) return undefined;
  const shown = sample?.file ?? `${usualFolder}/${nameOf(path)}`;
  const { contentType, accept } = sample ?? {};
  return readSample(files, { path, shown, contentType, accept, streams }, signal);
}

/** Where that is, without a look into it. */
export async function samplePath(
  files: Pick<Files, 'walk'>,
  { endpoint, file }: Omit<SampleSearch, 'payload'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const folder = folderOf(file);
  const { sample } = endpoint.local;
  if (sample) return resolvePath(folder, sample.file);
  return usualSample(files, joinPath(folder, usualFolder), signal);
}

async function usualSample(
  files: Pick<Files, 'walk'>,
  folder: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const walk = { entries: 500, milliseconds: 1000, enter: () => 'skip' as const };
  const { entries } = await files.walk(folder, walk, signal);
  const found = entries.filter(({ path, kind }) => kind === 'file' && usualName.test(path));
  const [first] = found.map(({ path }) => path).toSorted();
  return first === undefined ? undefined : joinPath(folder, first);
}

interface Wanted {
  readonly path: string;
  readonly shown: string;
  readonly contentType: string | undefined;
  readonly accept?: string | undefined;
  readonly streams: boolean;
}

async function readSample(
  files: Pick<Files, 'readBytes'>,
  { path, shown, contentType, accept, streams }: Wanted,
  signal: AbortSignal,
): Promise<Sample> {
  const body = await files.readBytes(path, mostBytes, signal);
  if (!body)
    throw new Problem(
      'file-unreadable',
      l10n.t('The sample request {0} cannot be read, or has more than 25 MB.', path),
    );
  return {
    name: shown,
    contentType: contentType ?? contentTypeOf(nameOf(path)),
    body,
    ...(accept === undefined ? {} : { accept }),
    streams,
  };
}
