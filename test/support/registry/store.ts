// Debian's docker-registry on a socket in a folder of its own, so that only the gate can reach it.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type RequestOptions, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { installPackages } from '../apt';
import { ownFolder } from '../ownership';
import { startProcess, waitFor } from '../processes';

export interface Store {
  request(options: RequestOptions): ClientRequest;
  status(method: string, path: string): Promise<number | undefined>;
  clear(): void;
  stop(): void;
}

/** Keeps what it gets in a folder of its own, or in one that is given. */
export async function startStore(given?: string): Promise<Store> {
  await installPackages('The image registry', ['docker-registry'], ['docker-registry']);
  const folder = ownFolder('registry');
  const data = given ?? join(folder.path, 'data');
  const socket = join(folder.path, 'registry.sock');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(folder.path, 'settings.json'), JSON.stringify(settings(data, socket)));
  const program = startProcess('docker-registry', ['serve', join(folder.path, 'settings.json')]);
  // A connection per request: cutting one that was abandoned must not hit another request on it.
  const request = (options: RequestOptions) => httpRequest({ ...options, socketPath: socket, agent: false });
  const status = (method: string, path: string) =>
    statusOf(request({ method, path, headers: { accept: manifests } }));
  const stop = () => {
    program.stop();
    folder.release();
  };
  try {
    await waitFor('The image registry', () => status('GET', '/v2/'), { process: program });
  } catch (error) {
    stop();
    throw error;
  }
  let cleared = 0;
  // What was cut off half-way is still written for a moment: it is put aside, and goes with the next clearing.
  const clear = () => {
    const entries = readdirSync(data);
    for (const old of entries.filter((entry) => entry.startsWith('aside-')))
      rmSync(join(data, old), { recursive: true, force: true });
    for (const entry of entries.filter((each) => !each.startsWith('aside-')))
      renameSync(join(data, entry), join(data, `aside-${(cleared += 1)}`));
  };
  return { request, status, clear, stop };
}

const manifests = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

/** JSON is YAML too. */
function settings(rootdirectory: string, socket: string) {
  return {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory }, delete: { enabled: true } },
    http: { net: 'unix', addr: socket },
  };
}

function statusOf(asking: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve) => {
    asking.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', () => resolve(undefined)); // Not there yet.
    asking.end();
  });
}
