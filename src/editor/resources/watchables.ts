import type * as vscode from 'vscode';
import type { Watched } from '../../core/resources/panel/watched';

/** All that the Resources panel can show. */
export interface Watchables {
  /** The newest first. */
  current(): Promise<readonly Watched[]>;
  find(id: string): Watched | undefined;
  /** The ids of those that came, ended or went. */
  readonly onChange: vscode.Event<readonly string[]>;
}
