import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentTypeOf, lengthened, parted } from '../../../../src/core/serve/contract/bodies';
import { readSockets, socketText } from '../../../../src/core/serve/contract/listening';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const payload = (contentType: string, body: string) => ({ contentType, body: bytes(body) });

/** As a kernel printed it. */
const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 21 1 0 100 0 0 10 0
   1: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22 1 0 100 0 0 10 0
   2: 0B00007F:9C53 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 23 1 0 100 0 0 10 0
   3: 020011AC:1F90 010011AC:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 24 1 0 20 4 30 10 -1
`;
const tcp6 = `  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:0 0 0 0 1
   1: 00000000000000000000000001000000:1F92 00000000000000000000000000000000:0000 0A 00000000:00000000 00:0 0 0 0 1
   2: 0000000000000000FFFF00000100007F:1F93 00000000000000000000000000000000:0000 0A 00000000:00000000 00:0 0 0 0 1
   3: 000080FE00000000FF005450B6AD0DFE:1F94 00000000000000000000000000000000:0000 0A 00000000:00000000 00:0 0 0 0 1
`;

describe('What a container listens on', () => {
  it('is read from the kernel, without connections', () => {
    assert.deepEqual(
      readSockets(tcp + tcp6).map((socket) => [socketText(socket), socket.loopback]),
      [
        ['127.0.0.1:5000', true],
        ['0.0.0.0:8080', false],
        ['[::]:8081', false],
        ['[::1]:8082', true],
        ['127.0.0.1:8083', true],
        ['[fe80:0:0:0:5054:ff:fe0d:adb6]:8084', false],
        ['127.0.0.11:40019', true],
      ],
    );
  });

  it('is nothing in any other text', () => {
    fc.assert(
      fc.property(fc.string(), (any) => {
        readSockets(any);
      }),
    );
    assert.deepEqual(readSockets('cat: /proc/net/tcp6: No such file or directory'), []);
  });
});

describe('Requests made out of the sample', () => {
  it('are its lines or its records, where they differ', () => {
    const parts = (type: string, body: string): readonly string[] =>
      parted(payload(type, body)).map((part) => text(part.body));
    assert.deepEqual(parts('text/csv; charset=utf-8', '1,2\r\n\n3,4\n3,4\n'), ['1,2\n', '3,4\n']);
    assert.deepEqual(parts('application/json', '{"instances":[[1],[2]],"k":1}'), [
      '{"instances":[[1]],"k":1}',
      '{"instances":[[2]],"k":1}',
    ]);
    assert.deepEqual(parts('application/json', '[1,2]'), ['[1]', '[2]']);
    for (const [type, body] of [
      ['text/csv', '1,2\n'],
      ['application/json', '{"a":[1,2],"b":[1,2]}'],
      ['application/json', '{"prompt":"hello"}'],
      ['application/json', '{'],
      ['image/png', '1\n2\n'],
    ] as const)
      assert.deepEqual(parts(type, body), [], body);
  });

  it('are as long as asked, and JSON stays the same JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 0, max: 500 }), (json, more) => {
        const body = bytes(json);
        const long = lengthened({ contentType: 'application/json', body }, body.length + more).body;
        assert.equal(long.length, body.length + more);
        assert.deepEqual(JSON.parse(text(long)), JSON.parse(json));
      }),
    );
    assert.equal(text(lengthened(payload('text/csv', '1,2\n'), 10).body), '1,2\n\n\n\n\n\n\n');
    assert.equal(text(lengthened(payload('text/csv', '1,2'), 5).body), '1,2\n\n');
    assert.deepEqual([...lengthened(payload('image/png', 'ab'), 4).body], [97, 98, 0, 0]);
    assert.equal(lengthened(payload('text/csv', ''), 10).body.length, 10);
  });

  it('have the type that their name tells', () => {
    assert.deepEqual(['a/b.csv', 'x.JSON', 'x.jsonl', 'x'].map(contentTypeOf), [
      'text/csv',
      'application/json',
      'application/jsonlines',
      'application/octet-stream',
    ]);
  });
});
