import assert from 'node:assert/strict';
import { dockerProblem } from '../../../src/adapters/docker/problems';
import { readEvent, readEvents } from '../../../src/adapters/docker/events';
import { Problem } from '../../../src/core/problem';

const failure = (more: object, words = 'words') => Object.assign(new Error(words), more);
const said = (statusCode: number, message: string) => failure({ statusCode, json: { message } });

describe('What Docker throws becomes a problem', () => {
  const table: ReadonlyArray<readonly [string, Error, string, RegExp]> = [
    ['no socket', failure({ code: 'ENOENT' }), 'docker-stopped', /engine E does not answer/],
    ['nobody listens', failure({ code: 'ECONNREFUSED' }), 'docker-stopped', /does not answer/],
    ['cut off', failure({}, 'socket hang up'), 'docker-stopped', /does not answer/],
    ['no right', failure({ code: 'EACCES' }), 'docker-denied', /Add your user to the docker group/],
    [
      'ssh refused',
      failure({ code: 'SSH' }, 'Permission denied'),
      'docker-stopped',
      /over SSH: Permission denied/,
    ],
    ['wrong certificate', failure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'docker-context', /certificates/],
    [
      'disk full',
      said(500, 'write /x: no space left on device'),
      'disk-full',
      /disk of the Docker engine is full/,
    ],
    ['not there', said(404, 'No such image: a:1'), 'image-missing', /no such image/i],
    [
      'running',
      said(409, 'conflict: image is being used by running container 12'),
      'image-busy',
      /Stop the container/,
    ],
    ['stopped', said(409, 'conflict: image is being used by stopped container 12'), 'image-in-use', /in use/],
    ['children', said(409, 'conflict: image has dependent child images'), 'image-busy', /built on this one/],
    ['bad name', said(400, 'invalid reference format'), 'bad-name', /does not accept/],
    ['engine error', said(500, 'oops'), 'docker-failed', /Docker said: oops/],
    ['anything else', failure({}), 'docker-failed', /Docker said: words/],
  ];
  for (const [name, error, kind, words] of table) {
    it(`when ${name}`, () => {
      const problem = dockerProblem(error, 'E');
      assert.ok(problem instanceof Problem);
      assert.equal(problem.kind, kind);
      assert.match(problem.message, words);
      assert.equal(problem.cause, error);
    });
  }

  it('but an abort and a problem stay what they are', () => {
    const abort = failure({ name: 'AbortError' });
    const problem = new Problem('bad-name', 'x');
    assert.equal(dockerProblem(abort, 'E'), abort);
    assert.equal(dockerProblem(problem, 'E'), problem);
  });
});

describe('The engine’s events', () => {
  const line = (Type: string, Action: string, ID: string, Attributes = {}) =>
    JSON.stringify({ Type, Action, Actor: { ID, Attributes } });

  it('are read one by one, wherever the stream is cut', async () => {
    const text = `${line('image', 'tag', 'sha256:ä')}\n${line('container', 'create', 'c1')}\n\n`;
    const bytes = new TextEncoder().encode(text);
    for (let cut = 0; cut <= bytes.length; cut += 7) {
      const stream = (async function* () {
        yield bytes.slice(0, cut);
        yield bytes.slice(cut);
      })();
      const events = [];
      for await (const event of readEvents(stream)) events.push(event);
      assert.deepEqual(events, [
        { type: 'image', action: 'tag', id: 'sha256:ä' },
        { type: 'container', action: 'create', id: 'c1' },
      ]);
    }
  });

  it('of a commit are about the image that it made', () => {
    assert.deepEqual(readEvent(line('container', 'commit', 'c1', { imageID: 'sha256:new' })), {
      type: 'image',
      action: 'commit',
      id: 'sha256:new',
    });
  });

  it('of other things are no events of ours', () => {
    assert.equal(readEvent(line('network', 'create', 'n')), undefined);
    assert.equal(readEvent('{"Type":"image"}'), undefined);
  });
});
