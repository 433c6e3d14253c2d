import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PricesState } from '../../core/hosting/panel/endpointPanel';
import { isAbort, Problem } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import { logError } from '../register';
import { runsFolder } from '../runsFolder';
import type { Services } from '../services';

const mayFetch = 'endpoints.mayFetchPrices';

/** AWS's list of one region: what is kept of it, and fetched when the user said yes once. */
export class PriceBook implements Closeable {
  readonly #services: Services;
  readonly #changed: () => void;
  readonly #closed = new AbortController();
  #region: string | undefined;
  #state: PricesState = { list: undefined, isFetching: false, problem: undefined };

  constructor(services: Services, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  get state(): PricesState {
    return this.#state;
  }

  /** What is kept on the disk; nothing is fetched. */
  async open(region: string): Promise<void> {
    if (region === this.#region) return;
    this.#region = region;
    const world = await this.#services.world();
    const list = await world.prices.kept(folderOf(runsFolder(world)), region);
    this.#tell({ ...this.#state, list });
  }

  async fetch(): Promise<void> {
    const region = this.#region;
    if (region === undefined || this.#state.isFetching || !(await this.#isAllowed())) return;
    this.#tell({ ...this.#state, isFetching: true, problem: undefined });
    try {
      const world = await this.#services.world();
      const list = await world.prices.fetch(folderOf(runsFolder(world)), region, this.#closed.signal);
      this.#tell({ list, isFetching: false, problem: undefined });
    } catch (error) {
      if (isAbort(error)) return;
      const problem = error instanceof Problem ? error.message : undefined;
      this.#tell({ ...this.#state, isFetching: false, problem });
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'endpoint', error);
    }
  }

  dispose(): void {
    this.#closed.abort();
  }

  /** Asked once, and kept for all regions and windows. */
  async #isAllowed(): Promise<boolean> {
    const { userMemory } = this.#services;
    if (userMemory.get<boolean>(mayFetch, false)) return true;
    const get = l10n.t('Get Prices');
    const answer = await vscode.window.showInformationMessage(
      l10n.t('Get AWS’s public price list of SageMaker?'),
      {
        modal: true,
        detail: l10n.t(
          'It may be more than 100 MB for a region. It needs no credentials and tells AWS nothing of you; only the prices of hosting are kept, with their date.',
        ),
      },
      get,
    );
    if (answer !== get) return false;
    await userMemory.update(mayFetch, true);
    return true;
  }

  #tell(state: PricesState): void {
    this.#state = state;
    if (!this.#closed.signal.aborted) this.#changed();
  }
}

const folderOf = (runs: string): string => `${runs}/.cache/prices`;
