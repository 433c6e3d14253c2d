import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EndpointSummary } from '../../core/hosting/endpoint';
import { placeOf } from '../../core/hosting/endpointPlace';
import type { Services } from '../services';
import type { EndpointsTree } from './endpointsTree';

export interface ChosenEndpoint {
  readonly endpoint: EndpointSummary;
  readonly region: string;
  /** When the command was called on one of its variants. */
  readonly variant?: string;
}

/** The endpoint that a command was called on, or one that the user picks. */
export async function pickEndpoint(
  services: Services,
  tree: EndpointsTree,
  row: string | undefined,
  title: string,
): Promise<ChosenEndpoint | undefined> {
  const view = await tree.view();
  const ask = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    services.activity.run(l10n.t('Asking SageMaker'), work);
  const subject = row === undefined ? undefined : tree.tree.row(row)?.subject;
  if (subject !== undefined) {
    const { region, name, variant } = placeOf(subject);
    const endpoint = await ask(async (signal) => view.find({ region, name }, signal));
    if (endpoint) return { endpoint, region, ...(variant === undefined ? {} : { variant }) };
  }
  const endpoints = await ask(async (signal) => view.endpoints(signal));
  const isOne = new Set(endpoints.map(({ region }) => region)).size < 2;
  const items = endpoints.map((each) => ({
    label: each.name,
    description: isOne ? '' : each.region,
    endpoint: each,
  }));
  const placeHolder = items.length === 0 ? l10n.t('There are no endpoints.') : l10n.t('Which endpoint?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen && { endpoint: chosen.endpoint, region: chosen.endpoint.region };
}
