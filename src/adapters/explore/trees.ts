import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Trees } from '../../core/explore/ports';
import type { TreePlace } from '../../core/explore/tree';
import type { Ask } from '../docker/engine';
import { listTarball, readTarball } from './archive/tarballs';
import type { Agent } from './container/agent';
import type { Box } from './container/box';
import { statInBox, streamInBox } from './container/boxArchive';
import { followContainer } from './container/followContainer';
import { readInBox } from './container/readInBox';
import { readInFolders, statInFolders, streamInFolders } from './folders/folderFiles';
import { FolderPlace } from './folders/folderPlace';
import { followFolders } from './folders/followFolders';
import { Watches } from './folders/watches';
import { saveFile } from './saveFile';
import { checkPath } from './unreadable';

export function makeTrees(ask: Ask): Trees {
  const watches = new Watches();
  const agents = new Map<string, Agent>();
  const agentOf = ({ id, root }: Box): Agent | undefined => agents.get(`${id} ${root}`);
  const use = async (
    place: TreePlace,
    path: string,
    signal: AbortSignal,
    work: (content: Readable) => Promise<void>,
  ): Promise<void> => {
    const content = async (stream: Readable): Promise<void> => work(addAbortSignal(signal, stream));
    if (place.kind === 'folders') await streamInFolders(new FolderPlace(place.folders), path, content);
    else await streamInBox(boxOf(ask, place), path, work, signal);
  };
  return {
    follow: async (place, options, tell, signal) => {
      if (place.kind === 'folders')
        return followFolders(
          { place: new FolderPlace(place.folders), watches, limit: options.limit, tell },
          signal,
        );
      const box = boxOf(ask, place);
      const key = `${box.id} ${box.root}`;
      const agent = (now: Agent | undefined): void => void (now ? agents.set(key, now) : agents.delete(key));
      await followContainer({ ...options, box, tell, agent }, signal);
    },
    stat: async (place, path, signal) => {
      if (place.kind === 'folders') return statInFolders(new FolderPlace(place.folders), path);
      checkPath(path);
      const box = boxOf(ask, place);
      return (await agentOf(box)?.stat(path, signal)) ?? statInBox(box, path, signal);
    },
    read: async (place, path, range, signal) => {
      if (place.kind === 'folders') return readInFolders(new FolderPlace(place.folders), path, range, signal);
      checkPath(path);
      const box = boxOf(ask, place);
      return agentOf(box)?.read(path, range, signal) ?? readInBox(box, path, range, signal);
    },
    save: async (place, path, target, signal) =>
      use(place, path, signal, async (content) => saveFile(content, target, signal)),
    listArchive: async (place, path, limit, signal) => {
      let listed: Awaited<ReturnType<Trees['listArchive']>> = { entries: new Map(), whole: true };
      await use(place, path, signal, async (content) => {
        listed = await listTarball(path, content, limit, signal);
      });
      return listed;
    },
    readArchive: async (place, file, maximumBytes, signal) => {
      let read: Uint8Array = new Uint8Array();
      await use(place, file.archive, signal, async (content) => {
        read = await readTarball(file, content, maximumBytes, signal);
      });
      return read;
    },
  };
}

const boxOf = (ask: Ask, { id, root }: Extract<TreePlace, { kind: 'container' }>): Box => ({
  ask,
  id,
  root: root.length > 1 ? root.replace(/\/+$/, '') : root,
});
