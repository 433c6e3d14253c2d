// What every container that serves irises has to do, whatever it is made with.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Engine } from '../engine/engine';
import { eventually } from '../workbench/eventually';
import type { Answer } from './server';
import { serveModel } from './server';

interface Serving {
  readonly image: string;
  readonly model: string;
  readonly port?: number;
}

/** `request` is a file with one flower of each kind. */
export async function checkServing(engine: Engine, serving: Serving, request: string): Promise<void> {
  const served = await serveModel(engine, serving);
  try {
    await eventually(async () => assert.equal((await served.ask('/ping')).status, 200), 60);
    const text = readFileSync(request, 'utf8');
    const expected = ['setosa', 'versicolor', 'virginica'];
    assert.deepEqual(kindsOf(await served.ask('/invocations', text)), expected);
    const instances = text
      .trim()
      .split('\n')
      .map((line) => line.split(',').map(Number));
    const asJson = await served.ask('/invocations', JSON.stringify({ instances }), 'application/json');
    assert.deepEqual(kindsOf(asJson), expected);
    assert.equal((await served.ask('/invocations', text, 'image/png')).status, 415);
    for (const wrong of ['1,2\n', 'a,b,c,d\n', '1,2,3,nan\n', '\n'])
      assert.equal((await served.ask('/invocations', wrong)).status, 400, wrong);
    const { code, milliseconds } = await served.stop();
    assert.equal(code, 0, await served.log());
    assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
  } finally {
    await served.remove();
  }
}

/** A model that cannot be served ends the container, with the reason in its log. */
export async function checkRefusal(engine: Engine, serving: Serving, reason: RegExp): Promise<void> {
  const served = await serveModel(engine, serving);
  try {
    assert.notEqual(await served.ended(), 0);
    assert.match(await served.log(), reason);
  } finally {
    await served.remove();
  }
}

function kindsOf({ status, text }: Answer): readonly string[] {
  assert.equal(status, 200, text);
  const { predictions }: { predictions: readonly { kind: string; chance: number }[] } = JSON.parse(text);
  assert.ok(predictions.every(({ chance }) => chance > 0.34 && chance <= 1));
  return predictions.map(({ kind }) => kind);
}
