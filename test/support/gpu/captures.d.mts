export type Phase = 'idle' | 'load';
export type Part =
  `capabilities :: help-query-gpu` | `${Phase} :: ${'query' | 'query-gpu' | 'query-compute-apps'}`;
export function captureNames(): readonly string[];
export function readCapture(name: string, part: Part): string;
export function readTable(text: string): {
  readonly titles: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
