import { parse } from 'jsonc-parser';
import type { GpuSample } from './gpu';
import { known } from './known';

/** Reads `rocm-smi --json`, whose keys have changed from version to version. Its warnings stand around the JSON. */
export function readRocm(text: string): readonly GpuSample[] {
  const document: unknown = parse(text.slice(Math.max(0, text.indexOf('{'))));
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document)
    .flatMap(([key, card]) => {
      const index = /^card(\d{1,3})$/.exec(key)?.[1];
      return index === undefined || typeof card !== 'object' || card === null ? [] : sampleOf(+index, card);
    })
    .toSorted((left, right) => left.index - right.index);
}

function sampleOf(index: number, card: object): GpuSample {
  const name = ['Device Name', 'Card Series', 'Card series', 'Card Model', 'Card model']
    .map((key): unknown => Reflect.get(card, key))
    .find((value) => typeof value === 'string' && !/^(?:N\/A|0x\w+)$/.test(value));
  const number = (...keys: readonly string[]): number | undefined =>
    keys.map((key) => readNumber(Reflect.get(card, key))).find((value) => value !== undefined);
  const unique: unknown = Reflect.get(card, 'Unique ID');
  return {
    uuid: typeof unique === 'string' && unique.startsWith('0x') ? unique : `card${index}`,
    index,
    name: typeof name === 'string' ? name : `GPU ${index}`,
    ...known({
      utilization: number('GPU use (%)'),
      memoryUsed: number('VRAM Total Used Memory (B)'),
      memoryTotal: number('VRAM Total Memory (B)'),
      power: number('Average Graphics Package Power (W)', 'Current Socket Graphics Package Power (W)'),
      powerLimit: number('Max Graphics Package Power (W)'),
      temperature: number('Temperature (Sensor edge) (C)', 'Temperature (Sensor junction) (C)'),
      clock: number('sclk clock speed:'),
    }),
    throttled: [],
    state: 'ok',
    mig: false,
  };
}

/** `"39.0"`, `"(300Mhz)"`; `"N/A (Secondary die)"` is none. */
function readNumber(value: unknown): number | undefined {
  const digits =
    typeof value === 'string' ? /^\(?(\d{1,15}(?:\.\d+)?)(?:mhz\))?$/i.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
