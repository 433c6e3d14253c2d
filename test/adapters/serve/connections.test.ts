import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTo } from '../../../src/adapters/serve/connections';
import type { Connections, RuntimeAnswer } from '../../../src/core/serve/ports';
import { eventually } from '../../support/workbench/eventually';

type Talk = (socket: Socket, request: string, number: number) => void;

/** Speaks bytes, and is no server of Node: what containers send is not always right. */
class Raw {
  readonly #server: Server;
  readonly sockets: Socket[] = [];
  requests = 0;

  constructor(talk: Talk) {
    this.#server = createServer((socket) => {
      this.sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => talk(socket, bytes.toString('latin1'), (this.requests += 1)));
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.#server.close();
  }
}

const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Said: a\r\n\r\nok';

describe('Connections to a container', () => {
  let [raw, connections]: [Raw | undefined, Connections | undefined] = [undefined, undefined];
  afterEach(() => {
    connections?.close();
    raw?.close();
  });

  async function serve(talk: Talk): Promise<Raw> {
    raw = new Raw(talk);
    connections = connectTo(await raw.open());
    return raw;
  }

  const ask = async (body = 'x', signal = new AbortController().signal): Promise<RuntimeAnswer> => {
    assert.ok(connections);
    const bytes = Buffer.from(body);
    return connections.send(
      {
        path: '/invocations',
        headers: { 'content-type': 'text/csv', 'x-odd': 'a\r\nb' },
        body: bytes,
        bytes: bytes.length,
      },
      signal,
    );
  };

  async function told(): Promise<readonly [number, string] | string> {
    const answer = await ask();
    if (answer.kind === 'refused') return 'refused by the runtime';
    return answer.kind === 'failed' ? answer.reason : [answer.status, await textOf(answer)];
  }

  const textOf = async (answer: RuntimeAnswer): Promise<string> => (await piecesOf(answer)).join('');

  async function piecesOf(answer: RuntimeAnswer): Promise<string[]> {
    assert.equal(answer.kind, 'answered');
    const pieces: string[] = [];
    if (answer.kind === 'answered')
      for await (const piece of answer.body) pieces.push(new TextDecoder().decode(piece));
    return pieces;
  }

  it('send a whole request, of which no value begins another line', async () => {
    let heard = '';
    await serve((socket, request) => {
      heard = request;
      socket.write(whole);
    });
    const answer = await ask('1,2');
    assert.equal(answer.kind === 'answered' && answer.headers['x-said'], 'a');
    const [head = '', body] = heard.split('\r\n\r\n');
    assert.equal(body, '1,2');
    const [first, host, ...rest] = head.split('\r\n');
    assert.equal(first, 'POST /invocations HTTP/1.1');
    assert.match(host ?? '', /^host: 127\.0\.0\.1:\d+$/);
    assert.deepEqual(rest, ['content-length: 3', 'content-type: text/csv', 'x-odd: a  b']);
  });

  it('are kept from one request to the next, and as many as are asked at once', async () => {
    const { sockets } = await serve((socket) => setTimeout(() => socket.write(whole), 20));
    for (let count = 0; count < 5; count += 1) assert.deepEqual(await told(), [200, 'ok']);
    assert.equal(sockets.length, 1);
    await Promise.all([told(), told(), told()]);
    assert.equal(sockets.length, 3);
  });

  it('are given up before a server would close them', async () => {
    const { sockets } = await serve((socket) => socket.write(whole));
    await told();
    const [socket] = sockets;
    assert.ok(socket);
    assert.equal(socket.readyState, 'open');
    await eventually(() => assert.notEqual(socket.readyState, 'open'), 5);
    assert.deepEqual(await told(), [200, 'ok']);
    assert.equal(sockets.length, 2);
  });

  it('are not kept where the server says so, or speaks HTTP/1.0', async () => {
    const closes = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';
    const { sockets } = await serve((socket, _, number) =>
      socket.write(
        number === 1 ? closes : number === 2 ? 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok' : whole,
      ),
    );
    for (let count = 0; count < 3; count += 1) assert.deepEqual(await told(), [200, 'ok']);
    assert.equal(sockets.length, 3);
  });

  it('ask again, once for each line that the server has closed meanwhile', async () => {
    const bench = await serve((socket, _, number) => (number === 2 ? socket.destroy() : socket.write(whole)));
    await told();
    assert.deepEqual(await told(), [200, 'ok']);
    assert.deepEqual([bench.requests, bench.sockets.length], [3, 2]);
  });

  it('ask nobody again who may have heard it', async () => {
    const bench = await serve((socket, _, number) => {
      if (number === 1) socket.write(whole);
      else socket.end('HTTP/1.1 200 OK\r\nContent-Le');
    });
    await told();
    assert.equal(await told(), 'reset');
    assert.equal(bench.requests, 2);
    assert.equal(await told(), 'reset');
  });

  const answers: readonly (readonly [string, readonly string[], readonly [number, string] | string])[] = [
    ['what is no HTTP', ['SSH-2.0-OpenSSH\r\n\r\n'], 'not-http'],
    ['nothing at all', [], 'reset'],
    ['half a body of known length', ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'], 'reset'],
    ['a body in small pieces', ['HTTP/1.1 200 OK\r\nContent-Le', 'ngth: 4\r\n\r\nab', 'cd'], [200, 'abcd']],
    ['a body until the end', ['HTTP/1.1 500 No\r\n\r\nwhat', ' failed'], [500, 'what failed']],
    ['an announcement before', ['HTTP/1.1 100 Continue\r\n\r\n', whole], [200, 'ok']],
    [
      'chunks',
      ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n', '1\r\nc\r\n0\r\n\r\n'],
      [200, 'abc'],
    ],
    ['no content', ['HTTP/1.1 204 No Content\r\n\r\n'], [204, '']],
    ['more than it announced', [`${whole}${whole}`], 'not-http'],
  ];
  for (const [name, pieces, expected] of answers)
    it(`read ${name}`, async () => {
      await serve((socket) => {
        void (async () => {
          for (const piece of pieces) {
            socket.write(piece);
            await sleep(20);
          }
          socket.end();
        })();
      });
      assert.deepEqual(await told(), expected);
    });

  it('say that nobody listens', async () => {
    (await serve(() => undefined)).close();
    assert.equal(await told(), 'refused');
  });

  it('tell pieces as they come, and break where the server does', async () => {
    const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
    const { sockets } = await serve((socket, _, number) => {
      socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk('one')}`);
      setTimeout(() => socket.write(chunk('two')), 50);
      setTimeout(() => (number === 1 ? socket.write('0\r\n\r\n') : socket.destroy()), 100);
    });
    assert.deepEqual(await piecesOf(await ask()), ['one', 'two']);
    await assert.rejects(piecesOf(await ask()), /before the answer was whole/);
    assert.equal(sockets.length, 1);
  });

  it('stop the server where the answer is not read, and go on with it', async function () {
    this.timeout(30_000);
    const size = 64 * 1024 * 1024;
    let sent = 0;
    await serve((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      const more = (): void => {
        while (sent < size) {
          sent += 65_536;
          if (!socket.write(Buffer.alloc(65_536))) return void socket.once('drain', more);
        }
      };
      more();
    });
    const answer = await ask();
    await sleep(300);
    const before = sent;
    await sleep(300);
    assert.equal(sent, before);
    assert.ok(sent < size / 2, `${sent} bytes were taken before anybody read`);
    assert.equal(answer.kind, 'answered');
    let read = 0;
    if (answer.kind === 'answered') for await (const piece of answer.body) read += piece.length;
    assert.equal(read, size);
  });

  it('end with the one who asked: before the answer, within it, or when no more of it is read', async () => {
    const { sockets } = await serve((socket, request) => {
      if (!request.endsWith('wait')) socket.write('HTTP/1.1 200 OK\r\n\r\nbegun');
    });
    const [early, late] = [new AbortController(), new AbortController()];
    const waiting = ask('wait', early.signal);
    setTimeout(() => early.abort(), 30);
    await assert.rejects(waiting, { name: 'AbortError' });
    await assert.rejects(ask('wait', early.signal), { name: 'AbortError' });
    const begun = piecesOf(await ask('x', late.signal));
    setTimeout(() => late.abort(), 30);
    await assert.rejects(begun, { name: 'AbortError' });
    const left = await ask();
    if (left.kind === 'answered') for await (const piece of left.body) if (piece.length > 0) break;
    assert.equal(sockets.length, 3);
    await eventually(
      () =>
        assert.deepEqual(
          sockets.map(({ readyState }) => readyState),
          sockets.map(() => 'closed'),
        ),
      5,
    );
  });
});
