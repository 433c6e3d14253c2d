import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as check from 'fast-check';
import { ComputeApps, appFields, readAppLine } from '../../../src/core/gpu/nvidia/computeApps';
import { cardReader } from '../../../src/core/gpu/nvidia/cardReader';
import { negotiateFields } from '../../../src/core/gpu/nvidia/fields';
import { readNvidiaXml } from '../../../src/core/gpu/nvidia/nvidiaXml';
import { readRocm } from '../../../src/core/gpu/rocm';
import { captureNames, readCapture, readTable } from '../../support/gpu/captures.mjs';
import type { Phase } from '../../support/gpu/captures.mjs';
import { captures, figuresOf, mebibyte, rocmFiles, xmlFiles } from './expected';

const folder = new URL('../../fixtures/nvidia-smi/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

function cardOf(name: string, phase: Phase) {
  const { names, rows } = readTable(readCapture(name, `${phase} :: query-gpu`));
  return cardReader(names)(rows[0]?.join(', ') ?? '');
}

/** The columns of a capture, as we ask for them. */
function appsOf(name: string, phase: Phase): readonly string[] {
  const { names, rows } = readTable(readCapture(name, `${phase} :: query-compute-apps`));
  return rows.map((row) => appFields.map((field) => row[names.indexOf(field)]).join(', '));
}

describe('Recorded output of nvidia-smi and rocm-smi', () => {
  it('is read without leaving out a file', () => {
    assert.deepEqual([...captureNames()].toSorted(), Object.keys(captures));
    assert.deepEqual(readdirSync(new URL('nvidia-gpu-exporter', folder)).toSorted(), [
      'fields.txt',
      ...Object.keys(captures),
    ]);
    assert.deepEqual(
      readdirSync(new URL('telegraf', folder)).toSorted(),
      [...Object.keys(xmlFiles), ...Object.keys(rocmFiles)].toSorted(),
    );
  });

  for (const [name, [idle, idleApps, load, loadApps]] of Object.entries(captures)) {
    it(`of ${name}`, () => {
      assert.deepEqual(figuresOf(cardOf(name, 'idle')?.card), idle);
      assert.deepEqual(figuresOf(cardOf(name, 'load')?.card), load);
      const { count, card } = cardOf(name, 'load') ?? {};
      assert.deepEqual(
        { count, uuid: card?.uuid, index: card?.index, mig: card?.mig, state: card?.state },
        {
          count: 1,
          uuid: 'GPU-00000000-0000-0000-0000-000000000000',
          index: 0,
          mig: name.includes('mig'),
          state: 'ok',
        },
      );
      for (const [phase, number] of [['idle', idleApps] as const, ['load', loadApps] as const]) {
        const apps = appsOf(name, phase).map(readAppLine);
        assert.equal(apps.filter((app) => app?.gpu === card?.uuid).length, number);
      }
      assert.equal(negotiateFields(readCapture(name, 'capabilities :: help-query-gpu')).length, 15);
    });
  }

  it('names processes, with their memory where the driver tells it', () => {
    const apps = new ComputeApps(5000);
    for (const line of appsOf('h200', 'load')) {
      const app = readAppLine(line);
      if (app) apps.add(app, 7);
    }
    const gpu = 'GPU-00000000-0000-0000-0000-000000000000';
    assert.deepEqual(apps.at(8), [
      { gpu, pid: 10291, name: '/root/tools/memhog', memoryUsed: 2566 * mebibyte },
      { gpu, pid: 10293, name: '/root/tools/memhog', memoryUsed: 1542 * mebibyte },
      { gpu, pid: 10309, name: './gpu_burn', memoryUsed: 28234 * mebibyte },
    ]);
    const name = 'C:\\Windows\\SystemApps\\MicrosoftWindows.Client.CBS_cw5n1h2txyewy\\TextInputHost.exe';
    assert.deepEqual(readAppLine(appsOf('591.86', 'load')[0] ?? ''), { gpu, pid: 12444, name });
  });

  it('says that a card is held back by its power limit', () => {
    assert.deepEqual(cardOf('2080-super__595', 'idle')?.card.throttled, ['power-cap']);
    assert.deepEqual(cardOf('2080-super__595', 'load')?.card.throttled, []);
  });

  it('of an old driver has the old name of a field, and lacks another', () => {
    assert.deepEqual(
      negotiateFields(read('nvidia-gpu-exporter/fields.txt')).filter((name) => /clocks|power/.test(name)),
      [
        'power.draw',
        'enforced.power.limit',
        'clocks.current.sm',
        'clocks.max.sm',
        'clocks_throttle_reasons.active',
      ],
    );
  });

  for (const [name, [uuid, product, figures]] of Object.entries(xmlFiles)) {
    it(`of ${name}`, () => {
      const [card, ...more] = readNvidiaXml(read(`telegraf/${name}`));
      assert.deepEqual([card?.uuid, card?.name, more.length], [uuid, product, 0]);
      assert.deepEqual(figuresOf(card), figures);
    });
  }

  it('tells the memory of the instances of a cut card, which has no utilisation', () => {
    const [card] = readNvidiaXml(read('telegraf/a100-sxm4-v12.xml'));
    const memory = { memoryUsed: 12 * mebibyte, memoryTotal: 19968 * mebibyte };
    assert.deepEqual(
      card?.instances,
      [3, 4, 5, 6].map((id) => ({ id, ...memory })),
    );
    assert.ok(card?.mig && !('utilization' in card));
  });

  for (const [name, [count, product, ...figures]] of Object.entries(rocmFiles)) {
    it(`of ${name}`, () => {
      const cards = readRocm(read(`telegraf/${name}`));
      const [card] = cards;
      assert.deepEqual(
        [cards.length, card?.name, new Set(cards.map(({ uuid }) => uuid)).size],
        [count, product, count],
      );
      assert.deepEqual(
        [card?.memoryUsed, card?.memoryTotal, card?.power, card?.temperature, card?.clock],
        figures,
      );
    });
  }

  it('is read, or not, but never thrown at, however it is mangled', () => {
    const texts = [
      ...captureNames().flatMap((name) => [
        readCapture(name, 'load :: query-gpu'),
        readCapture(name, 'load :: query-compute-apps'),
        readCapture(name, 'capabilities :: help-query-gpu').slice(0, 4000),
      ]),
      ...Object.keys({ ...xmlFiles, ...rocmFiles }).map((name) => read(`telegraf/${name}`).slice(0, 12_000)),
    ];
    const { names } = readTable(texts[0] ?? '');
    check.assert(
      check.property(check.constantFrom(...texts), mangling, (text, mangle) => readAll(mangle(text), names)),
      { numRuns: 300 },
    );
    check.assert(check.property(check.string({ maxLength: 400 }), (text) => readAll(text, names)));
  });
});

/** Cuts, doubles and overwrites a piece. */
const mangling = check
  .tuple(
    check.double({ min: 0, max: 1, noNaN: true }),
    check.nat(400),
    check.string({ maxLength: 20 }),
    check.nat(2),
  )
  .map(([share, length, words, copies]) => (text: string): string => {
    const at = Math.floor(share * text.length);
    return text.slice(0, at) + words + text.slice(at, at + length).repeat(copies) + text.slice(at + length);
  });

function readAll(text: string, names: readonly string[]): void {
  const readCard = cardReader(names);
  const cards = [
    ...text.split('\n').flatMap((line) => readCard(line)?.card ?? []),
    ...readNvidiaXml(text),
    ...readRocm(text),
  ];
  for (const value of cards.flatMap((card) => Object.values(card)))
    assert.ok(typeof value !== 'number' || Number.isFinite(value));
  text.split('\n').forEach(readAppLine);
  negotiateFields(text);
}
