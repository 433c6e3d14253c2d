import type { LogOutputChannel, Memento, Uri } from 'vscode';
import type { LocalWorld, World } from '../core/ports';
import type { RemoteKnowledge } from '../core/images/remoteKnowledge';
import type { Scope } from '../core/scope';
import type { Store } from '../core/store';
import type { Activity } from './activity';

/** What every part of the editor is given. */
export interface Services {
  /** The real world, loaded when first needed: activation pays for none of it. */
  readonly world: () => Promise<World>;
  /** The part of it that needs no engine. */
  readonly localWorld: () => Promise<LocalWorld>;
  /** What is known of AWS because somebody looked there. */
  readonly remote: Store<RemoteKnowledge>;
  readonly activity: Activity;
  readonly log: LogOutputChannel;
  /** Lives as long as the extension does. */
  readonly scope: Scope;
  readonly extensionUri: Uri;
  readonly extensionId: string;
  /** What is remembered of this workspace. */
  readonly memory: Memento;
  /** What is remembered of this user, in all workspaces. */
  readonly userMemory: Memento;
}
