// What the Resources panel and the extension say to each other. Times are seconds since the run began, so that runs
// lie on one another; a snapshot is whole, and until the next one only samples are added to its charts.

export type Unit =
  'percent' | 'bytes' | 'bytes/s' | 'watts' | 'celsius' | 'megahertz' | 'milliseconds' | 'count' | 'number';

export interface Series {
  readonly id: string;
  readonly label: string;
  /** The place of its colour and dash in the row of colours: the same for one card, or one run, in all charts. */
  readonly color: number;
}

/** Columns of values over one column of times. `null` is a gap. */
export interface ChartTable {
  readonly id: string;
  readonly series: readonly Series[];
  readonly x: readonly number[];
  readonly y: readonly (readonly (number | null)[])[];
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly section: 'metrics' | 'gpu' | 'host';
  readonly unit: Unit;
  /** The upper end of the axis, where there is one: 100 percent, the memory of a card. */
  readonly top?: number;
  readonly tables: readonly ChartTable[];
}

/** Something that can be watched: a run, one of its hosts, a container. */
export interface Watchable {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly running: boolean;
}

/** The present in one line: `GPU 0  97 %  61 of 80 GB`. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** 0 to 1, for a bar. */
  readonly share?: number;
  readonly state: 'normal' | 'warning' | 'error' | 'stale';
  /** What a screen reader says, and a tooltip. */
  readonly explanation: string;
}

/** Something that costs the user time or money, with what to do. */
export interface Hint {
  readonly id: string;
  readonly severity: 'info' | 'warning';
  readonly title: string;
  readonly reason: string;
  /** The text of a link, when there is something to open. */
  readonly action?: string;
}

export interface ProcessRow {
  readonly pid: number;
  readonly name: string;
  readonly where: string;
  readonly gpu: string;
  readonly memory: string;
}

export interface ResourcesSnapshot {
  readonly choices: readonly Watchable[];
  /** The ids of those that are shown; several are compared. */
  readonly shown: readonly string[];
  readonly figures: readonly Figure[];
  readonly hints: readonly Hint[];
  readonly charts: readonly Chart[];
  readonly processes: readonly ProcessRow[];
  /** Plain sentences: why there is no GPU section, which source serves. */
  readonly notes: readonly string[];
}

/** New samples of one table. */
export interface Growth {
  readonly chart: string;
  readonly table: string;
  readonly x: readonly number[];
  readonly y: readonly (readonly (number | null)[])[];
}

/** What changes with every sample, without the charts. */
export interface Beat {
  readonly growth: readonly Growth[];
  readonly figures: readonly Figure[];
  readonly hints: readonly Hint[];
  readonly processes: readonly ProcessRow[];
}

export interface ResourcesPanel {
  /** Offered by the extension. */
  readonly host: {
    ready(): void;
    /** Shows these, by id. */
    watch(ids: readonly string[]): void;
    /** The link of a hint. */
    follow(hint: string): void;
    /** A file that the page made: a picture as a data address, or a text. */
    save(file: { readonly name: string; readonly content: string; readonly isDataUrl: boolean }): void;
  };
  /** Offered by the page. */
  readonly view: {
    show(snapshot: ResourcesSnapshot): void;
    grow(beat: Beat): void;
  };
}
