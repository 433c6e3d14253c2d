import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { previewLifecycle } from '../../app/ecr/previewLifecycle';
import { readImages } from '../../app/ecr/readRegistry';
import type { LifecyclePreview } from '../../core/ecr/lifecycle';
import { bytesOf, previewText } from '../../core/ecr/lifecycle';
import type { PolicyPlace } from '../../core/ecr/policyFile';
import { policyPlace, readPolicy } from '../../core/ecr/policyFile';
import type { PolicyKind, RemoteImage } from '../../core/ecr/ports';
import { formatSize } from '../../core/format';
import { Problem } from '../../core/problem';
import { policyScheme } from '../../manifest/viewIds';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { askPolicyTemplate } from './askPolicyTemplate';
import type { Pages } from './pages';
import { pickRepository } from './pickRemote';
import type { PolicyFiles } from './policyFiles';
import { policyUri } from './policyFiles';
import type { RepositoriesView } from './repositoriesView';

interface Effect {
  readonly preview: LifecyclePreview;
  readonly images: readonly RemoteImage[];
}

/** What is done with the policies of repositories, beside writing them. */
export class Policies {
  readonly #services: Services;
  readonly #view: RepositoriesView;
  readonly #pages: Pages;
  readonly #files: PolicyFiles;

  constructor(services: Services, view: RepositoriesView, pages: Pages, files: PolicyFiles) {
    this.#services = services;
    this.#view = view;
    this.#pages = pages;
    this.#files = files;
  }

  /** A repository without a policy gets one from a template, which is not put yet. */
  async edit(kind: PolicyKind, rows: readonly string[]): Promise<void> {
    const title = kind === 'lifecycle' ? l10n.t('Edit Lifecycle Policy') : l10n.t('Edit Repository Policy');
    const place = await this.#place(kind, rows, title);
    if (!place) return;
    const known = await this.#services.activity.run(l10n.t('Asking ECR'), async () =>
      this.#files.read(place),
    );
    const uri = policyUri(place);
    const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
    const template =
      known === undefined && !isOpen ? await askPolicyTemplate(kind, this.#account(place)) : '';
    if (template === undefined) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    if (template === '') return;
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, template));
  }

  async preview(rows: readonly string[]): Promise<void> {
    const place = await this.#open('lifecycle', rows, l10n.t('Preview Lifecycle Policy'));
    if (!place) return;
    const text = this.#written(place) ?? (await this.#files.read(place));
    const policy = text === undefined ? undefined : readPolicy('lifecycle', text);
    if (policy?.kind === 'wrong') throw new Problem('bad-usage', policy.message);
    if (policy?.kind !== 'policy')
      throw new Problem('bad-usage', l10n.t('{0} has no lifecycle policy.', place.repository));
    await this.#show(place, await this.#effect(place, policy.text));
  }

  /** As it is written in the open editor, after it was said what that does. */
  async put(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document.uri;
    const place = active?.scheme === policyScheme ? policyPlace(active.path) : undefined;
    const text = place && this.#written(place);
    if (!place || text === undefined)
      throw new Problem(
        'bad-usage',
        l10n.t('Open a policy first: Edit Lifecycle Policy… or Edit Repository Policy…'),
      );
    requireTrust(
      l10n.t('What is in ECR is changed with your rights: that needs a workspace that you trust.'),
    );
    const policy = readPolicy(place.kind, text);
    if (policy.kind === 'wrong') throw new Problem('bad-usage', policy.message);
    const wanted = policy.kind === 'policy' ? policy.text : undefined;
    if (!(await this.#agree(place, wanted))) return;
    const { kind, region, repository } = place;
    await this.#services.activity.run(l10n.t('Putting the policy of {0}', repository), async (signal) =>
      this.#view.withEcr(
        async (ecr) =>
          wanted === undefined
            ? ecr.removePolicy(kind, repository, signal)
            : ecr.putPolicy(kind, repository, wanted, signal),
        region,
      ),
    );
    await vscode.workspace.save(policyUri(place));
    this.#files.forget(place);
    void vscode.window.showInformationMessage(
      wanted === undefined
        ? l10n.t('{0} has no such policy any more.', repository)
        : l10n.t('The policy of {0} is in ECR.', repository),
    );
  }

  async #agree(place: PolicyPlace, text: string | undefined): Promise<boolean> {
    const put = text === undefined ? l10n.t('Remove Policy') : l10n.t('Put Policy');
    const show = l10n.t('Show Preview');
    const effect =
      place.kind === 'lifecycle' && text !== undefined ? await this.#effect(place, text) : undefined;
    const isHarmful = effect !== undefined && effect.preview.images.length > 0;
    const answer = await vscode.window.showWarningMessage(
      text === undefined
        ? l10n.t('Remove the policy of {0}?', place.repository)
        : l10n.t('Put this policy into {0}?', place.repository),
      { modal: true, detail: effect ? effectText(effect) : accessText(place) },
      put,
      ...(isHarmful ? [show] : []),
    );
    if (answer === show && effect) await this.#show(place, effect);
    return answer === put;
  }

  async #effect({ region, repository }: PolicyPlace, text: string): Promise<Effect> {
    const { clock } = await this.#services.world();
    return this.#services.activity.run(l10n.t('ECR tries the policy of {0}', repository), async (signal) =>
      this.#view.withEcr(
        async (ecr) => ({
          preview: await previewLifecycle({ ecr, clock }, { repository, text }, signal),
          images: await readImages(ecr, repository, signal),
        }),
        region,
      ),
    );
  }

  async #show({ repository }: PolicyPlace, { preview, images }: Effect): Promise<void> {
    const title = l10n.t('Lifecycle Policy of {0}', repository);
    await this.#pages.show(title, previewText(repository, preview, images));
  }

  /** Of the open editor when nobody says which. */
  async #open(kind: PolicyKind, rows: readonly string[], title: string): Promise<PolicyPlace | undefined> {
    const active = vscode.window.activeTextEditor?.document.uri;
    const open = active?.scheme === policyScheme ? policyPlace(active.path) : undefined;
    const isRow = rows.length > 0 && this.#view.tree.row(rows[0] ?? '') !== undefined;
    return !isRow && open?.kind === kind ? open : this.#place(kind, isRow ? rows : [], title);
  }

  async #place(kind: PolicyKind, rows: readonly string[], title: string): Promise<PolicyPlace | undefined> {
    const chosen = await pickRepository(this.#services, this.#view, rows, title);
    return chosen && { kind, region: chosen.region, repository: chosen.repository.name };
  }

  #written(place: PolicyPlace): string | undefined {
    const uri = policyUri(place).toString();
    return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri)?.getText();
  }

  #account({ region }: PolicyPlace): string {
    return this.#view.registry(region)?.store.value?.identity.account ?? '';
  }
}

function effectText({ preview, images }: Effect): string {
  if (preview.images.length === 0)
    return l10n.t('As the repository is now, no image goes: it has {0}.', images.length);
  return l10n.t(
    '{0} of {1} images go within a day, {2}. This cannot be undone: endpoints and jobs that start from them fail.',
    preview.images.length,
    images.length,
    formatSize(bytesOf(preview, images)),
  );
}

const accessText = ({ kind }: PolicyPlace): string =>
  kind === 'lifecycle'
    ? l10n.t('Images then stay until somebody removes them.')
    : l10n.t('It says who may use the repository besides whom their own account lets in.');
