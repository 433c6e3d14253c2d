/** One place in the editor's menus. */
export interface Placement {
  readonly when?: string;
  readonly group?: string;
}

/** A command with its title, its icon and every place where it appears. */
export interface Command {
  readonly title: string;
  readonly icon?: string;
  /** When the palette offers it: always, unless this says otherwise. */
  readonly palette?: string;
  readonly enablement?: string;
  readonly menus?: Readonly<Record<string, Placement | readonly Placement[]>>;
}

export const onRuns = 'view == longshore.runs';
export const runFile = 'resourceFilename =~ /\\.train\\.json$/';
export const endpointFile = 'resourceFilename =~ /\\.endpoint\\.json$/';
