import { formatSize } from '../../format';
import type { Unit } from '../panel/resourcesPanel';

/** As it stands behind a number; empty for plain numbers. */
export const unitSign: Readonly<Record<Unit, string>> = {
  percent: '%',
  bytes: 'B',
  'bytes/s': 'B/s',
  watts: 'W',
  celsius: '°C',
  megahertz: 'MHz',
  milliseconds: 'ms',
  count: '',
  number: '',
};

export function formatValue(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${value !== 0 && Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
    case 'bytes':
      return formatSize(value);
    case 'bytes/s':
      return `${formatSize(value)}/s`;
    case 'watts':
    case 'celsius':
    case 'megahertz':
      return `${value.toFixed(0)} ${unitSign[unit]}`;
    case 'milliseconds':
      return `${formatNumber(Number(value.toPrecision(3)))} ${unitSign[unit]}`;
    case 'count':
    case 'number':
      return formatNumber(value);
  }
}

/** Four digits at most. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(2).replace(/\.?0+e/, 'e');
  return String(size >= 1e4 ? Math.round(value) : Number(value.toPrecision(4)));
}

/** Marks of a value axis have little room: no decimals where none differ, and no more of the unit than is needed. */
export function axisLabel(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${Number(value.toPrecision(6))} %`;
    case 'bytes':
    case 'bytes/s':
      return value === 0 ? '0' : formatSize(value);
    case 'watts':
    case 'celsius':
      return formatValue(value, unit);
    case 'megahertz':
    case 'milliseconds':
    case 'count':
    case 'number':
      return formatNumber(value);
  }
}
