import type { GpuSample } from '../gpu';
import { known } from '../known';
import { throttleReasons } from './throttle';

/** What nvidia-smi printed of one card, in any of its forms, as text. Units may follow the numbers. */
export interface PrintedCard {
  readonly uuid: string | undefined;
  readonly index: number;
  readonly name: string | undefined;
  readonly utilization: string | undefined;
  readonly memoryUsed: string | undefined;
  readonly memoryTotal: string | undefined;
  readonly power: string | undefined;
  readonly powerLimit: string | undefined;
  readonly temperature: string | undefined;
  readonly clock: string | undefined;
  readonly clockLimit: string | undefined;
  /** The driver's bits. */
  readonly slowdowns: number;
  readonly mig: string | undefined;
}

const dead = /requires reset|gpu is lost|^\s*err!\s*$/i;
const ill = /unknown error/i;
const bytesOfMebibyte = 1024 * 1024;

export function readCard(card: PrintedCard): GpuSample {
  const texts = Object.values(card).filter((value) => typeof value === 'string');
  return {
    // A card that fell off the bus may not even tell its name.
    uuid: card.uuid !== undefined && /^[A-Z]+-/.test(card.uuid) ? card.uuid : `GPU ${card.index}`,
    index: card.index,
    name: card.name === undefined || /^\[.*\]$/.test(card.name) ? `GPU ${card.index}` : card.name,
    ...known({
      utilization: readNumber(card.utilization),
      memoryUsed: readMebibytes(card.memoryUsed),
      memoryTotal: readMebibytes(card.memoryTotal),
      power: readNumber(card.power),
      powerLimit: readNumber(card.powerLimit),
      temperature: readNumber(card.temperature),
      clock: readNumber(card.clock),
      clockLimit: readNumber(card.clockLimit),
    }),
    throttled: throttleReasons(card.slowdowns),
    state: texts.some((text) => dead.test(text))
      ? 'needs-reset'
      : texts.some((text) => ill.test(text))
        ? 'degraded'
        : 'ok',
    mig: card.mig === 'Enabled',
  };
}

/** `66.84 W`, `100 %` or `41`; everything else is a way of saying that there is no number. */
export function readNumber(text: string | undefined): number | undefined {
  const digits = /^\s*(-?\d{1,15}(?:\.\d+)?)\s*[A-Za-z%]*\s*$/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function readMebibytes(text: string | undefined): number | undefined {
  const mebibytes = readNumber(text);
  return mebibytes === undefined ? undefined : mebibytes * bytesOfMebibyte;
}
