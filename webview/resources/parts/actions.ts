import type { Stretch } from '../../../src/core/resources/charts/chartSet';

/** What the user can do on the page. */
export interface Actions {
  readonly watch: (ids: readonly string[]) => void;
  readonly follow: (hint: string) => void;
  readonly togglePause: () => void;
  readonly toggleTable: () => void;
  readonly savePicture: () => void;
  readonly saveValues: () => void;
  readonly zoom: (range: Stretch | undefined) => void;
  /** The mouse is at a moment of a chart, or at none. */
  readonly point: (chart: string, seconds: number | undefined) => void;
  /** A key was pressed in a chart. */
  readonly press: (chart: string, event: KeyboardEvent) => void;
}
