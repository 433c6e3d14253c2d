import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import { makeWorld } from '../../../src/adapters/world';
import { followImages } from '../../../src/app/images/followImages';
import { runShell } from '../../../src/app/images/runShell';
import type { ImagesState } from '../../../src/core/images/imagesState';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { Store } from '../../../src/core/store';
import { connect, finish } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { loadScratchImage, removeTestImages } from '../../support/engine/images';
import { eventually } from '../../support/workbench/eventually';

const never = new AbortController().signal;
const base = 'longshore-test/python-base:latest';
const name = 'longshore-test/look:1';

describe('Looks into an image', () => {
  let docker: Dockerode;
  let world: World;

  before(async () => {
    const engine = testEngine();
    docker = connect(engine);
    world = makeWorld({ docker: () => ({ host: engine.host, context: '' }) });
    await finish(docker, await docker.buildImage(programs(), { t: name }));
  });
  after(async () => removeTestImages(testEngine(), 'look'));

  const containers = async (): Promise<number> =>
    (await docker.listContainers({ all: true })).filter(({ Image }) => Image === name).length;

  it('find programs on its own PATH, through links, the first that can be started, and leave no container', async () => {
    const found = await world.docker.findPrograms(
      name,
      ['train', 'serve', 'lost', 'folder', 'loop', 'sh'],
      never,
    );
    assert.deepEqual(found, [
      { name: 'train', path: '/opt/program/train', executable: true },
      { name: 'serve', path: '/opt/later/serve', executable: true },
      { name: 'loop', path: '/opt/later/loop', executable: false },
    ]);
    assert.equal(await containers(), 0);
  });

  it('find nothing in an image without files or PATH, and a shell where there is one', async () => {
    const scratch = await loadScratchImage(testEngine());
    assert.deepEqual(await world.docker.findPrograms(scratch, ['sh', 'hello.txt'], never), []);
    const [shell] = await world.docker.findPrograms(base, ['sh'], never);
    assert.deepEqual(shell, { name: 'sh', path: '/usr/bin/sh', executable: true });
  });

  it('do not make anybody believe that the image is in use', async () => {
    const store = new Store<ImagesState>();
    const stop = new AbortController();
    const following = followImages(world, store, stop.signal);
    await eventually(() => assert.equal(store.state.kind, 'ready'));
    const seen = new Set<string>();
    const { Id: image } = await docker.getImage(name).inspect();
    store.onChange(() => {
      for (const { id, imageId } of store.value?.containers.values() ?? [])
        if (imageId === image) seen.add(id);
    });
    await world.docker.findPrograms(name, ['train'], never);
    const marker = await docker.createContainer({ Image: name, Cmd: ['none'] });
    await eventually(() => assert.ok(seen.has(marker.id)));
    await marker.remove();
    stop.abort();
    await following;
    assert.deepEqual([...seen], [marker.id]);
  });

  it('measure what images share', async () => {
    const { Id: id, Size: size } = await docker.getImage(base).inspect();
    const container = await docker.createContainer({ Image: base, Cmd: ['true'] });
    await container.commit({ repo: 'longshore-test/look', tag: 'child' });
    await container.remove();
    const space = await world.docker.imagesSpace(never);
    assert.equal(space.shared.get(id), size);
    assert.ok(space.total >= size);
  });
});

describe('A shell in an image', () => {
  let docker: Dockerode;
  let world: World;
  before(() => {
    const engine = testEngine();
    docker = connect(engine);
    world = makeWorld({ docker: () => ({ host: engine.host, context: '' }) });
  });
  afterEach(async () => {
    for (const { Id } of await shells()) await docker.getContainer(Id).remove({ force: true });
  });
  const shells = async () => docker.listContainers({ all: true, filters: { label: ['longshore.shell'] } });

  it('has a terminal of the size of ours, hears Ctrl+C, and gives its exit code; nothing is left', async () => {
    const shell = await runShell(world, base, never);
    let text = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const bytes of shell.output) text += decoder.decode(bytes, { stream: true });
    })();
    await shell.resize({ columns: 91, rows: 17 });
    shell.write('stty size; echo $0\n');
    await eventually(() => assert.match(text, /17 91\r\n\/usr\/bin\/bash\r\n/));
    shell.write('sleep 100\n');
    await eventually(() => assert.match(text, /\$ sleep 100\r\n|# sleep 100\r\n/));
    shell.write('\u0003');
    await eventually(() => assert.match(text, /\^C/));
    shell.write('exit 7\n');
    assert.equal(await shell.ended, 7);
    await reading;
    assert.deepEqual(await shells(), []);
  });

  it('goes with its terminal, whatever runs in it', async () => {
    const shell = await runShell(world, base, never);
    shell.write('trap "" HUP TERM; sleep 1000\n');
    assert.equal((await shells()).length, 1);
    await shell.close();
    await shell.ended;
    for await (const bytes of shell.output) assert.ok(bytes);
    assert.deepEqual(await shells(), []);
  });

  it('is not to be had where there is none', async () => {
    const scratch = await loadScratchImage(testEngine());
    await assert.rejects(
      async () => runShell(world, scratch, never),
      (error) => error instanceof Problem && error.kind === 'no-shell' && error.message.includes(scratch),
    );
  });

  it('of a window that died goes when the next is opened, and that of a living one stays', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    const of = async (process_: number | undefined) =>
      docker.createContainer({
        Image: base,
        Cmd: ['none'],
        Labels: { 'longshore.shell': `${process_}@${hostname()}` },
      });
    const [lost, living] = [await of(dead.pid), await of(process.ppid)];
    const shell = await runShell(world, base, never);
    const left = (await shells()).map(({ Id }) => Id);
    assert.ok(!left.includes(lost.id) && left.includes(living.id));
    await shell.close();
  });
});

/** `/opt/program` is before `/opt/later` on the PATH. */
function programs(): NodeJS.ReadableStream {
  const tar = pack();
  const file = (path: string, mode: number): void =>
    void tar.entry({ name: `root/opt/${path}`, mode }, '#!/bin/sh\n');
  const link = (path: string, linkname: string): void =>
    void tar.entry({ name: `root/opt/${path}`, type: 'symlink', linkname });
  tar.entry(
    { name: 'Dockerfile' },
    'FROM scratch\nCOPY root /\nENV PATH=/opt/program:relative:/opt/later/:/opt/program/train\n',
  );
  link('program/train', '../real/train.sh');
  file('real/train.sh', 0o755);
  file('program/serve', 0o644);
  file('later/serve', 0o755);
  link('program/lost', '/nowhere');
  tar.entry({ name: 'root/opt/later/folder', type: 'directory', mode: 0o755 });
  link('program/loop', 'loop');
  file('later/loop', 0o600);
  tar.finalize();
  return Readable.from(tar);
}
