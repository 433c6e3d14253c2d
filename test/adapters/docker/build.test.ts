import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import type { ContextAnswer } from '../../../src/app/images/buildImage';
import { buildImage } from '../../../src/app/images/buildImage';
import type { BuildEvent } from '../../../src/core/images/build/buildEvent';
import { advanceBuild, beforeBuild } from '../../../src/core/images/build/buildProgress';
import type { ContextSize } from '../../../src/core/images/build/contextSize';
import { contextText } from '../../../src/core/images/build/contextSize';
import type { ImageBuild } from '../../../src/core/images/build/imageBuild';
import type { World } from '../../../src/core/ports';
import { isAbort, Problem } from '../../../src/core/problem';
import { connect } from '../../support/engine/connection';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages, testLabel } from '../../support/engine/images';
import { eventually } from '../../support/workbench/eventually';

/** What a builder remembers of an earlier run has no output; and whatever stays behind is known by its label. */
const base = `FROM longshore-test/python-base:latest\nENV RUN=${randomUUID()}\nLABEL ${testLabel}=build`;
const never = new AbortController().signal;
const name = 'longshore-test/build:made';

for (const builder of ['classic', 'buildkit'] as const) {
  describe(`A build by the ${builder} builder`, () => {
    let folder: string;
    let world: World;
    let events: BuildEvent[] = [];
    const wish = process.env['DOCKER_BUILDKIT'];

    before(() => {
      process.env['DOCKER_BUILDKIT'] = builder === 'buildkit' ? '1' : '0';
      world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
    });
    after(async () => {
      const label = [`${testLabel}=build`];
      await connect(testEngine()).pruneImages({ filters: { dangling: ['true'], label } });
      if (wish === undefined) delete process.env['DOCKER_BUILDKIT'];
      else process.env['DOCKER_BUILDKIT'] = wish;
    });
    beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-build-')))));
    afterEach(async () => {
      rmSync(folder, { recursive: true, force: true });
      await removeTestImages(testEngine(), 'build');
    });

    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };

    const build = async (
      lines: readonly string[],
      more: Partial<ImageBuild> = {},
      during: (line: string) => void = () => undefined,
      signal = never,
    ): Promise<string> => {
      events = [];
      write('Dockerfile', [base, ...lines].join('\n'));
      const given = { name, dockerfile: join(folder, 'Dockerfile'), context: folder, args: {}, ...more };
      let log = '';
      const report = (event: BuildEvent): void => {
        events.push(event);
        if (event.kind !== 'line') return;
        log += `${event.text}\n`;
        during(event.text);
      };
      await buildImage(world, given, { report }, signal);
      return log;
    };

    const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
      const error: unknown = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof Problem, String(error));
      return error;
    };

    /** Of this build alone: others are made beside it. */
    const containersOf = async (command: string): Promise<readonly string[]> =>
      (await connect(testEngine()).listContainers({ all: true }))
        .filter(({ Command }) => Command.includes(command))
        .map(({ Id }) => Id);

    it('takes what .dockerignore leaves, with modes and links', async () => {
      write('.dockerignore', '*.log\nbig\n!big/keep/a\n.dockerignore\nDockerfile\n');
      for (const path of ['x.log', 'big/other', 'big/keep/a', 'big/keep/b', 'train']) write(path, path);
      chmodSync(join(folder, 'train'), 0o755);
      symlinkSync('train', join(folder, 'link'));
      mkdirSync(join(folder, 'empty'));
      const log = await build(['COPY . /all', 'RUN cd /all; find . | sort | xargs stat -c "%A %N"']);
      const seen = log.split('\n').filter((line) => /^[-dl][rwx-]{9} '\.\//.test(line));
      assert.deepEqual(
        seen.filter((line) => !/Dockerfile/.test(line)),
        [
          "drwxr-xr-x './big'",
          "drwxr-xr-x './big/keep'",
          "-rw-r--r-- './big/keep/a'",
          "drwxr-xr-x './empty'",
          "lrwxrwxrwx './link' -> 'train'",
          "-rwxr-xr-x './train'",
        ],
      );
    });

    it('prefers the ignore file of its own Dockerfile', async () => {
      write('.dockerignore', 'a');
      write('Dockerfile.dockerignore', 'b');
      write('a', 'a');
      write('b', 'b');
      assert.match(await build(['COPY . /all', 'RUN echo seen $(ls /all)']), /^seen Dockerfile .*\ba$/m);
    });

    it('reads a Dockerfile that lies elsewhere', async () => {
      write('context/a', 'content');
      const log = await build(['COPY a /a', 'RUN cat /a; echo'], { context: join(folder, 'context') });
      assert.match(log, /^content$/m);
    });

    it('stops at the target, and knows its arguments', async () => {
      write(
        'Staged',
        `FROM longshore-test/python-base:latest AS first\nENV RUN=${randomUUID()}\nARG WHO\nRUN echo hello "$WHO"\nFROM first AS second\nRUN exit 1`,
      );
      const options = { dockerfile: join(folder, 'Staged'), target: 'first', args: { WHO: 'a b&c' } };
      assert.match(await build([], options), /^hello a b&c$/m);
    });

    it('says at which step it failed, and what that wrote last', async () => {
      const last = 'echo before; echo because >&2; exit 3';
      const problem = await problemOf(build(['RUN echo fine', `RUN ${last}`]));
      assert.equal(problem.kind, 'build-failed');
      assert.match(problem.message, /RUN echo before; echo because >&2; exit 3\n/);
      assert.match(problem.message, /^because$/m);
      assert.doesNotMatch(problem.message, /^fine$/m);
      assert.equal(await world.docker.findImage(name, never), undefined);
      assert.deepEqual(await containersOf(last), []);
    });

    it('says which base image cannot be had', async () => {
      write('Other', 'FROM longshore-test/no-such:1');
      const problem = await problemOf(build([], { dockerfile: join(folder, 'Other') }));
      assert.equal(problem.kind, 'image-missing');
      assert.match(problem.message, /longshore-test\/no-such:1/);
    });

    it('says what is wrong with a Dockerfile, or that there is none', async () => {
      const unknown = await problemOf(build(['NONSENSE a']));
      assert.equal(unknown.kind, 'build-failed');
      assert.match(unknown.message, /unknown instruction: NONSENSE/);
      const copy = await problemOf(build(['COPY no-such /a']));
      assert.equal(copy.kind, 'build-failed');
      assert.match(copy.message, /no-such/);
      const target = await problemOf(build([], { target: 'no-such' }));
      assert.equal(target.kind, 'build-failed');
      assert.match(target.message, /no-such/);
      const secret = { secrets: { token: { file: join(folder, 'no') } } };
      for (const missing of [{ dockerfile: join(folder, 'No') }, { context: join(folder, 'no') }, secret])
        assert.equal((await problemOf(build([], missing))).kind, 'file-unreadable');
    });

    it('ends when somebody cancels it, and leaves nothing', async () => {
      const cancel = new AbortController();
      const building = build(
        ['RUN echo going on; sleep 60'],
        {},
        (line) => {
          if (line === 'going on') cancel.abort();
        },
        cancel.signal,
      );
      await assert.rejects(building, isAbort);
      assert.equal(await world.docker.findImage(name, never), undefined);
      await eventually(async () => assert.deepEqual(await containersOf('going on'), []));
    });

    it('tells what it sends, and how far it is', async () => {
      write('.dockerignore', 'data\n');
      write('data/large', 'x'.repeat(5_000_000));
      write('model/weights', 'x'.repeat(3_000_000));
      write('a', 'a');
      await build(['COPY model /model', 'RUN echo one', 'RUN echo two']);
      const own = statSync(join(folder, 'Dockerfile')).size + statSync(join(folder, '.dockerignore')).size;
      const size = events.flatMap((event) => (event.kind === 'context' ? [event.size] : []))[0];
      assert.deepEqual(size, {
        bytes: 3_000_001 + own,
        files: 4,
        heaviest: [{ path: 'model', bytes: 3_000_000, files: 1 }],
      });
      const sent = events.flatMap((event) => (event.kind === 'sent' ? [event.bytes] : []));
      assert.equal(sent.at(-1), size?.bytes);
      assert.deepEqual(
        sent,
        sent.toSorted((left, right) => left - right),
      );
      const { step, steps, total } = events.reduce(advanceBuild, beforeBuild);
      const all = builder === 'classic' ? 6 : 4;
      assert.deepEqual({ step, steps, total }, { step: all, steps: all, total: size?.bytes });
      await build(['COPY model /model', 'RUN echo one', 'RUN echo two']);
      assert.ok(events.reduce(advanceBuild, beforeBuild).cached >= 3);
    });

    it('asks before it sends much, measures again, and can be given up', async () => {
      write('Dockerfile', base);
      write('data/large', '');
      truncateSync(join(folder, 'data/large'), 300_000_000);
      const given = { name, dockerfile: join(folder, 'Dockerfile'), context: folder, args: {} };
      const asked: string[] = [];
      const sent: number[] = [];
      const report = (event: BuildEvent): void => {
        if (event.kind === 'sent') sent.push(event.bytes);
      };
      const answer = (answers: ContextAnswer[]) => async (size: ContextSize) => {
        asked.push(contextText(size));
        if (answers[0] === 'measure-again') write('.dockerignore', 'data\n');
        return answers.shift() ?? 'give-up';
      };
      assert.equal(await buildImage(world, given, { report, agree: answer(['give-up']) }, never), false);
      assert.deepEqual([asked, sent], [['300 MB in 2 files'], []]);
      assert.equal(await buildImage(world, given, { report, agree: answer(['measure-again']) }, never), true);
      assert.equal(asked.length, 2);
      assert.ok((sent.at(-1) ?? 0) < 1000, String(sent.at(-1)));
    });

    it('can be cancelled while it sends', async () => {
      const cancel = new AbortController();
      write('large', '');
      truncateSync(join(folder, 'large'), 3 * 1024 ** 3);
      setTimeout(() => cancel.abort(), 300);
      await assert.rejects(build(['COPY large /large'], {}, undefined, cancel.signal), isAbort);
      assert.equal(await world.docker.findImage(name, never), undefined);
    });
  });
}
