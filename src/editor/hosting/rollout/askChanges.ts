import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { containersIn, variantsIn } from '../../../core/hosting/rollout/carryOver';
import {
  changeInWords,
  changeRefusal,
  modelAddress,
  modelOf,
  type Present,
  type VariantChange,
} from '../../../core/hosting/rollout/change';
import { textAt, type JsonObject } from '../../../core/json';
import { pickRemoteImages } from '../../ecr/pickRemote';
import { separator } from '../../userFiles/askNewFile';
import type { Found, Session } from './session';

export type Start =
  | { readonly kind: 'changes'; readonly changes: readonly VariantChange[] }
  | { readonly kind: 'file' }
  /** To a configuration that the endpoint had before. */
  | { readonly kind: 'back'; readonly config: string };

type Ask = () => Promise<VariantChange | undefined>;
type Item = vscode.QuickPickItem & { readonly start?: Start; readonly ask?: Ask };

export const titleOf = ({ endpoint }: Pick<Found, 'endpoint'>): string => l10n.t('Update {0}', endpoint.name);

/** What is to be new; several variants and parts may be, one after the other. */
export async function askChanges(
  session: Session,
  found: Found,
  backTo: readonly string[],
): Promise<Start | undefined> {
  const first = await askOne(session, found, backTo);
  const { present } = found;
  if (first?.kind !== 'changes' || !present) return first;
  return askMore(session, found, { present, changes: first.changes });
}

interface SoFar {
  readonly present: Present;
  readonly changes: readonly VariantChange[];
}

async function askMore(
  session: Session,
  found: Found,
  { present, changes }: SoFar,
): Promise<Start | undefined> {
  const goOn = {
    label: l10n.t('$(arrow-right) Go On'),
    detail: changes.map((each) => changeInWords(each, present)).join(' · '),
  };
  const more = { label: l10n.t('$(add) Change Something Else Too…') };
  const answer = await vscode.window.showQuickPick([goOn, more], {
    title: titleOf(found),
    ignoreFocusOut: true,
  });
  if (answer === goOn) return { kind: 'changes', changes };
  if (answer !== more) return undefined;
  const items = variantItems(session, found, present);
  const next = await vscode.window.showQuickPick(items, { title: titleOf(found), ignoreFocusOut: true });
  const change = await next?.ask?.();
  return askMore(session, found, { present, changes: change ? [...changes, change] : changes });
}

async function askOne(session: Session, found: Found, backTo: readonly string[]): Promise<Start | undefined> {
  const { present } = found;
  const items: readonly Item[] = [
    ...(present ? variantItems(session, found, present) : []),
    separator(l10n.t('All of it')),
    { label: l10n.t('$(file-code) Everything from an Endpoint File…'), start: { kind: 'file' } },
    ...backTo.map((config): Item => ({
      label: l10n.t('$(discard) Back to {0}', config),
      start: { kind: 'back', config },
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: titleOf(found),
    placeHolder: l10n.t('What is to be new?'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (chosen?.start) return chosen.start;
  const change = await chosen?.ask?.();
  return change && { kind: 'changes', changes: [change] };
}

function variantItems(session: Session, found: Found, present: Present): readonly Item[] {
  return variantsIn(present.config).flatMap((variant): readonly Item[] => {
    const name = textAt(variant, 'VariantName') ?? '';
    const containers = containersIn(modelOf(present, name) ?? {});
    const place = { session, found, present, variant: name };
    const which = (index: number): string =>
      containers.length > 1 ? l10n.t('{0}, container {1}', name, index + 1) : name;
    const instanceType = textAt(variant, 'InstanceType');
    return [
      separator(name),
      ...containers.flatMap((each, index) => containerItems(place, { each, index, which: which(index) })),
      ...(instanceType === undefined
        ? []
        : [
            {
              label: l10n.t('$(server) Instance Type of {0}…', name),
              detail: instanceType,
              ask: async () =>
                askText(place, instanceType, (text) => ({ kind: 'type', variant: name, instanceType: text })),
            },
          ]),
    ];
  });
}

interface Spot {
  readonly session: Session;
  readonly found: Found;
  readonly present: Present;
  readonly variant: string;
}

function containerItems(
  spot: Spot,
  {
    each,
    index: container,
    which,
  }: { readonly each: JsonObject; readonly index: number; readonly which: string },
): readonly Item[] {
  const { variant } = spot;
  const image = textAt(each, 'Image') ?? '';
  const address = modelAddress(each) ?? '';
  return [
    {
      label: l10n.t('$(package) Image of {0}…', which),
      detail: image,
      ask: async () => askImage(spot, image, (text) => ({ kind: 'image', variant, container, image: text })),
    },
    {
      label: l10n.t('$(database) Model Data of {0}…', which),
      detail: address,
      ask: async () =>
        askText(spot, address || 's3://', (text) => ({ kind: 'model', variant, container, address: text })),
    },
  ];
}

type Make = (text: string) => VariantChange;

async function askImage(spot: Spot, now: string, make: Make): Promise<VariantChange | undefined> {
  const title = titleOf(spot.found);
  const remote = { label: l10n.t('$(repo) Choose from Amazon ECR…') };
  const typed = { label: l10n.t('$(edit) Type an Address…') };
  const answer = await vscode.window.showQuickPick([remote, typed], { title, ignoreFocusOut: true });
  if (answer === typed) return askText(spot, now, make);
  if (answer !== remote) return undefined;
  const { services, repositories } = spot.session;
  const [chosen] = await pickRemoteImages(services, await repositories.view(), [], { title });
  return chosen && make(`${chosen.repository.uri}@${chosen.image.digest}`);
}

/** What cannot be is said while it is typed. */
async function askText(
  { found, present }: Spot,
  value: string,
  make: Make,
): Promise<VariantChange | undefined> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: titleOf(found),
    value,
    validateInput: (typed) => changeRefusal(make(typed.trim()), present),
  });
  return text === undefined ? undefined : make(text.trim());
}
