import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LifecycleTemplate } from '../../core/ecr/lifecycle';
import { lifecycleText } from '../../core/ecr/lifecycle';
import {
  checkExceptions,
  checkKmsKey,
  checkResourceTags,
  readExceptions,
  readResourceTags,
} from '../../core/ecr/newRepository';
import type { NewRepository } from '../../core/ecr/ports';
import { checkRepositoryName } from '../../core/ecr/repositoryName';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { askLifecycle } from './askPolicyTemplate';
import { pickRegion } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';

interface Wish {
  readonly repository: NewRepository;
  readonly lifecycle: LifecycleTemplate;
}

/** Asks for a name, and for the rest only who wants that. */
export async function createRepository(
  { activity }: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  requireTrust(l10n.t('What is in ECR is changed with your rights: that needs a workspace that you trust.'));
  const place = await pickRegion(view, rows, l10n.t('Create Repository'));
  if (!place) return;
  const name = await askName(view, place.region);
  const wish = name === undefined ? undefined : await askWish(name);
  if (!wish) return;
  await activity.run(l10n.t('Creating {0}', wish.repository.name), async (signal) =>
    view.withEcr(async (ecr) => {
      const made = await ecr.createRepository(wish.repository, signal);
      if (wish.lifecycle.kind !== 'none')
        await ecr.putPolicy('lifecycle', made.name, lifecycleText(wish.lifecycle), signal);
    }, place.region),
  );
  await view.refresh(place.region);
}

async function askName(view: RepositoriesView, region: string | undefined): Promise<string | undefined> {
  const registry = region === undefined ? view.registries[0] : view.registry(region);
  const taken = new Set(registry?.store.value?.repositories.map(({ name }) => name));
  return vscode.window.showInputBox({
    title: l10n.t('Create Repository'),
    prompt: l10n.t('The name, such as my-team/iris'),
    validateInput: (text) =>
      checkRepositoryName(text) ??
      (taken.has(text) ? l10n.t('There is a repository {0} already.', text) : ''),
  });
}

async function askWish(name: string): Promise<Wish | undefined> {
  const usual = { name, immutable: false, scanOnPush: true };
  const items = [
    {
      label: l10n.t('Create With Defaults'),
      detail: l10n.t('Tags may move, images are scanned when they are pushed, nothing goes by itself.'),
      ask: async (): Promise<Wish> => Promise.resolve({ repository: usual, lifecycle: { kind: 'none' } }),
    },
    {
      label: l10n.t('Create With Fixed Tags'),
      detail: l10n.t('Tags stay with their image: what an endpoint was made of stays what it was.'),
      ask: async (): Promise<Wish> =>
        Promise.resolve({ repository: { ...usual, immutable: true }, lifecycle: { kind: 'none' } }),
    },
    {
      label: l10n.t('Choose Each…'),
      detail: l10n.t('Tags that may move, scans, the key, tags of AWS, and what goes by itself.'),
      ask: async () => askEach(name),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: l10n.t('Create Repository {0}', name) });
  return chosen?.ask();
}

async function askEach(name: string): Promise<Wish | undefined> {
  const title = l10n.t('Create Repository {0}', name);
  const tags = await askMutability(title);
  if (!tags) return undefined;
  const scan = await choose(title, l10n.t('Are images scanned when they are pushed?'), [
    { label: l10n.t('Scan on Push'), value: true },
    { label: l10n.t('Only When I Say So'), value: false },
  ]);
  if (!scan) return undefined;
  const key = await askKey(title);
  if (!key) return undefined;
  const resourceTags = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('Tags of AWS, such as team=ml, cost=42. Empty: none.'),
    validateInput: checkResourceTags,
  });
  if (resourceTags === undefined) return undefined;
  const lifecycle = await askLifecycle(title, l10n.t('Nothing'));
  if (!lifecycle) return undefined;
  const repository = {
    name,
    ...tags,
    scanOnPush: scan.value,
    ...(key.value === undefined ? {} : { kmsKey: key.value }),
    tags: readResourceTags(resourceTags),
  };
  return { repository, lifecycle };
}

type Tags = Pick<NewRepository, 'immutable' | 'exceptions'>;

async function askMutability(title: string): Promise<Tags | undefined> {
  const chosen = await choose(title, l10n.t('May a tag be pushed again?'), [
    { label: l10n.t('Tags May Move'), value: { immutable: false, some: false } },
    { label: l10n.t('Tags Stay With Their Image'), value: { immutable: true, some: false } },
    { label: l10n.t('Tags Stay, but for Some…'), value: { immutable: true, some: true } },
    { label: l10n.t('Tags May Move, but for Some…'), value: { immutable: false, some: true } },
  ]);
  if (!chosen?.value.some) return chosen && { immutable: chosen.value.immutable };
  const typed = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('Patterns of the tags for which it is the other way round, such as latest, dev-*'),
    validateInput: checkExceptions,
  });
  if (typed === undefined) return undefined;
  return { immutable: chosen.value.immutable, exceptions: readExceptions(typed) };
}

async function askKey(title: string): Promise<{ readonly value: string | undefined } | undefined> {
  const chosen = await choose(title, l10n.t('How are images encrypted? This cannot be changed later.'), [
    { label: l10n.t('AES-256'), value: 'aes' },
    { label: l10n.t('The Key of ECR in KMS'), value: 'kms' },
    { label: l10n.t('A Key of Mine in KMS…'), value: 'own' },
  ]);
  if (chosen?.value !== 'own') return chosen && { value: chosen.value === 'kms' ? '' : undefined };
  const typed = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The key'),
    validateInput: checkKmsKey,
  });
  return typed === undefined ? undefined : { value: typed.trim() };
}

/** The first is the usual one. */
async function choose<T>(
  title: string,
  placeHolder: string,
  items: ReadonlyArray<vscode.QuickPickItem & { readonly value: T }>,
): Promise<{ readonly value: T } | undefined> {
  return vscode.window.showQuickPick(items, { title, placeHolder });
}
