import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { scanImage } from '../../app/ecr/scanImage';
import { findingsText } from '../../core/ecr/findingsText';
import { subjectOf } from '../../core/ecr/remotePlace';
import type { FindingOrder, Findings } from '../../core/ecr/scan';
import { scanDetail } from '../../core/ecr/scan';
import { shortId } from '../../core/format';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { Pages } from './pages';
import type { RemoteChoice } from './pickRemote';
import { pickRemoteImages } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';

interface Shown {
  readonly title: string;
  readonly found: Findings;
}

/** What ECR and Amazon Inspector know of the weaknesses of images. */
export class Scans {
  readonly #services: Services;
  readonly #view: RepositoriesView;
  readonly #pages: Pages;
  #last: Shown | undefined;

  constructor(services: Services, view: RepositoriesView, pages: Pages) {
    this.#services = services;
    this.#view = view;
    this.#pages = pages;
  }

  async start(rows: readonly string[]): Promise<void> {
    const title = l10n.t('Start Scan of ECR Image');
    const [chosen] = await pickRemoteImages(this.#services, this.#view, rows, { title });
    if (!chosen) return;
    requireTrust(l10n.t('A scan is started with your rights: that needs a workspace that you trust.'));
    const { clock } = await this.#services.world();
    const { region, repository, image } = chosen;
    const wanted = { repository: repository.name, digest: image.digest };
    const found = await this.#services.activity.run(
      l10n.t('ECR scans {0}', titleOf(chosen)),
      async (signal) => this.#view.withEcr(async (ecr) => scanImage({ ecr, clock }, wanted, signal), region),
    );
    this.#view.renewImages(subjectOf({ region, repository: repository.name }));
    const show = l10n.t('Show Findings');
    const text = l10n.t('{0}: {1}', titleOf(chosen), scanDetail(found));
    if ((await vscode.window.showInformationMessage(text, show)) === show)
      await this.#show({ title: titleOf(chosen), found }, 'severity');
  }

  async show(rows: readonly string[]): Promise<void> {
    const title = l10n.t('Show Scan Findings');
    const [chosen] = await pickRemoteImages(this.#services, this.#view, rows, { title });
    if (!chosen) return;
    const { region, repository, image } = chosen;
    const found = await this.#services.activity.run(l10n.t('Asking ECR'), async (signal) =>
      this.#view.withEcr(async (ecr) => ecr.findFindings(repository.name, image.digest, signal), region),
    );
    if (found) return this.#show({ title: titleOf(chosen), found }, 'severity');
    const start = l10n.t('Start Scan');
    const text = l10n.t('{0} was not scanned yet.', titleOf(chosen));
    const answer = await vscode.window.showInformationMessage(text, start);
    if (answer === start) await this.start(rows);
  }

  /** The page that was shown last, in another order. */
  async reorder(): Promise<void> {
    if (!this.#last) return this.show([]);
    const items: ReadonlyArray<vscode.QuickPickItem & { readonly order: FindingOrder }> = [
      { label: l10n.t('Severity'), order: 'severity' },
      { label: l10n.t('Package'), order: 'package' },
      { label: l10n.t('Name of the Finding'), order: 'name' },
      { label: l10n.t('What Can Be Mended First'), order: 'fix' },
    ];
    const chosen = await vscode.window.showQuickPick(items, { title: this.#last.title });
    if (chosen) await this.#show(this.#last, chosen.order);
  }

  async #show(shown: Shown, order: FindingOrder): Promise<void> {
    this.#last = shown;
    await this.#pages.show(
      l10n.t('Findings of {0}', shown.title),
      findingsText(shown.title, shown.found, order),
    );
  }
}

const titleOf = ({ repository, image }: RemoteChoice): string =>
  `${repository.name}:${image.tags[0] ?? shortId(image.digest)}`;
