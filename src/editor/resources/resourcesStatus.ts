import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { statusText } from '../../core/resources/panel/statusText';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { viewId } from '../../manifest/viewIds';
import type { Histories } from './histories';

/** Milliseconds between two texts. */
const drawEvery = 1000;

/** What the run that goes on uses, in a few letters, and the way to the panel. */
export class ResourcesStatus implements Closeable {
  readonly #scope = new Scope();
  readonly #item = this.#scope.own(
    vscode.window.createStatusBarItem('longshore.resources', vscode.StatusBarAlignment.Left, 49),
  );
  readonly #histories: Histories;
  #timer: NodeJS.Timeout | undefined;

  constructor(histories: Histories) {
    this.#histories = histories;
    this.#item.name = l10n.t('SageMaker Resources');
    this.#item.command = `${viewId('resources')}.focus`;
    this.#scope.own({ dispose: () => clearTimeout(this.#timer) });
    this.#scope.own(histories.onChange(() => (this.#timer ??= setTimeout(() => this.#draw(), drawEvery))));
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #draw(): void {
    this.#timer = undefined;
    const [newest] = this.#histories.live.toSorted((left, right) => right.created - left.created);
    const history = newest && this.#histories.find(newest.id);
    const text = history && statusText(history);
    if (!newest || text === undefined) return this.#item.hide();
    this.#item.text = `$(pulse) ${text}`;
    this.#item.tooltip = l10n.t('What {0} uses. Click to see it over time.', newest.title);
    this.#item.show();
  }
}
