import type { Chart } from '../panel/resourcesPanel';

/** The ends of a chart's value axis for what it shows. */
export function valueRange(
  { unit, top }: Pick<Chart, 'unit' | 'top'>,
  lowest: number,
  highest: number,
): readonly [number, number] {
  if (lowest > highest) return [0, top ?? 1];
  if (top !== undefined) return [Math.min(0, lowest), Math.max(top, highest)];
  if (unit !== 'number' && unit !== 'celsius') return [Math.min(0, lowest), highest * 1.08 || 1];
  // Losses and temperatures live far from 0: their shape is what matters.
  const least = unit === 'celsius' ? 10 : Math.abs(highest) / 50 || 1;
  const margin = Math.max(highest - lowest, least) * 0.08;
  const bottom = lowest - margin;
  const nearZero = lowest >= 0 && lowest < highest / 4;
  return [nearZero || (lowest >= 0 && bottom < 0) ? 0 : bottom, highest + margin];
}
