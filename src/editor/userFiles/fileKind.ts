import type * as vscode from 'vscode';
import type { FileFinding } from '../../core/userFile/finding';

/** A kind of file that the user writes and we read. */
export interface FileKind {
  readonly language: string;
  readonly ending: '.train.json' | '.endpoint.json';
  /** What such a file is called in a sentence. */
  readonly noun: string;
  /** Loads its parser with the first file: that is no part of what every window pays for. */
  inspect(text: string, path: string, missing: ReadonlySet<string> | undefined): Promise<Inspection>;
}

export interface Inspection {
  readonly findings: readonly FileFinding[];
  /** What the file reads on this machine, as written. */
  readonly paths: readonly string[];
}

export const selectorOf = ({ ending }: FileKind): vscode.DocumentFilter => ({ pattern: `**/*${ending}` });

export const isOfKind = ({ ending }: FileKind, { uri }: Pick<vscode.TextDocument, 'uri'>): boolean =>
  uri.path.endsWith(ending);
