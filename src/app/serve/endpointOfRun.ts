import { applyEdits } from '../../core/dockerfile/lint/edit/applyFixes';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { containersOf } from '../../core/endpoint/file/endpointFile';
import { newEndpointFile } from '../../core/endpoint/file/newEndpointFile';
import { readEndpointFile } from '../../core/endpoint/file/readEndpointFile';
import { folderOf, joinPath, nameOf, resolvePath } from '../../core/paths';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import { nameFrom } from '../../core/userFile/parts';
import { setText } from '../../core/userFile/setText';

export interface EndpointOfRun {
  readonly endpoint: EndpointFile;
  readonly text: string;
  /** The file that says how it is served, or where one would lie. */
  readonly file: string;
  /** There is no such file. */
  readonly isNew: boolean;
}

const mostBytes = 4 * 1024 * 1024;
const mostEntries = 500;

/** How the model of a run is served: as the endpoint file beside its run file says, or by the image that trained it. */
export async function endpointOfRun(
  files: Files,
  run: RunRecord,
  signal: AbortSignal,
): Promise<EndpointOfRun> {
  const model = joinPath(runFolder(run.folder).artifacts, 'model.tar.gz');
  for (const file of await endpointFilesBeside(files, run.runFile, signal)) {
    const text = await files.read(file, mostBytes, signal);
    const known = text === undefined ? undefined : withModel(text, file, { run, model });
    if (known) return { ...known, file, isNew: false };
  }
  const file = joinPath(folderOf(run.runFile), `${nameFrom(run.runFile, 'train') ?? 'model'}.endpoint.json`);
  const text = newEndpointFile({
    name: nameFrom(run.runFile, 'train') ?? 'model',
    container: { image: run.image },
    model,
  });
  const { endpoint } = readEndpointFile(text, file);
  if (!endpoint) throw new Problem('bad-usage', 'The endpoint file that was made cannot be read.');
  return { endpoint, text, file, isNew: true };
}

async function endpointFilesBeside(
  files: Files,
  runFile: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const folder = folderOf(runFile);
  const { entries } = await files.walk(
    folder,
    { entries: mostEntries, milliseconds: 2000, enter: () => 'skip' },
    signal,
  );
  const own = `${nameFrom(runFile, 'train') ?? ''}.endpoint.json`;
  const names = entries.map(({ path }) => path).filter((path) => path.endsWith('.endpoint.json'));
  return names
    .toSorted((left, right) => Number(nameOf(right) === own) - Number(nameOf(left) === own))
    .map((name) => joinPath(folder, name));
}

/** The first variant that is made of the run's image gets its model; the file itself stays as it is. */
function withModel(
  text: string,
  file: string,
  { run, model }: { readonly run: RunRecord; readonly model: string },
): Pick<EndpointOfRun, 'endpoint' | 'text'> | undefined {
  const { endpoint, findings } = readEndpointFile(text, file);
  if (!endpoint || findings.some(({ severity }) => severity === 'error')) return undefined;
  const index = endpoint.variants.findIndex((variant) =>
    containersOf(variant).some(({ image, build }) => image === run.image || builds(build, file, run)),
  );
  const variant = endpoint.variants[index];
  if (variant?.serving.kind !== 'one') return undefined;
  const edits = setText(text, ['variants', index, 'model'], model);
  const changed = edits && applyEdits(text, edits);
  const read = changed === undefined ? undefined : readEndpointFile(changed, file).endpoint;
  return read && changed !== undefined ? { endpoint: read, text: changed } : undefined;
}

/** Built of a Dockerfile beside the run file, as the run was. */
const builds = (
  build: { readonly dockerfile: string } | undefined,
  file: string,
  { runFile }: RunRecord,
): boolean =>
  build !== undefined && folderOf(resolvePath(folderOf(file), build.dockerfile)) === folderOf(runFile);
