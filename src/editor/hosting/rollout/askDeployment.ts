import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  deploymentKinds,
  deploymentRefusal,
  timeoutOf,
  usualDeployments,
  type Deployment,
  type Size,
} from '../../../core/hosting/rollout/deployment';
import { kindInWords } from '../../../core/hosting/rollout/deploymentWords';
import type { Retain } from '../../../core/hosting/rollout/rollout';
import { withHosting } from '../hostingRegion';
import { titleOf } from './askChanges';
import { countsOf, type Found, type Session } from './session';

export interface Manner {
  /** As AWS does it when nothing is said. */
  readonly deployment: Deployment | undefined;
  readonly retain: Retain;
}

/** How the new instances take over; nothing when the user gave up. */
export async function askManner(session: Session, found: Found): Promise<Manner | undefined> {
  // SageMaker has other ways than all at once for instances only.
  const isServerless = found.endpoint.variants.some(({ serverless }) => serverless !== undefined);
  const deployment = isServerless ? usualDeployments['all at once'] : await askDeployment(session, found);
  const retain = deployment && (await askRetain(found));
  return retain && { deployment, retain };
}

async function askDeployment(session: Session, found: Found): Promise<Deployment | undefined> {
  const items = deploymentKinds.map((kind) => {
    const { name, means } = kindInWords(kind);
    return { label: name, detail: means, kind };
  });
  const options = {
    title: titleOf(found),
    placeHolder: l10n.t('How do new instances take over?'),
    ignoreFocusOut: true,
  };
  const chosen = await vscode.window.showQuickPick(
    items.map(({ kind, ...item }) => ({ ...item, of: kind })),
    options,
  );
  const shaped = chosen && (await askNumbers(found, usualDeployments[chosen.of]));
  const alarms = shaped && (await askAlarms(session, found));
  return alarms && { ...shaped, alarms };
}

/** One after the other, each within AWS's limits. */
async function askNumbers(found: Found, usual: Deployment): Promise<Deployment | undefined> {
  let now = usual;
  for (const field of fieldsOf(usual)) {
    const text = await vscode.window.showInputBox({
      ignoreFocusOut: true,
      title: titleOf(found),
      prompt: field.prompt,
      value: field.read(now, countsOf(found.endpoint)),
      validateInput: (typed) => {
        const next = field.write(now, typed);
        return next ? deploymentRefusal(next, countsOf(found.endpoint)) : field.prompt;
      },
    });
    const next = text === undefined ? undefined : field.write(now, text);
    if (!next) return undefined;
    now = next;
  }
  return now;
}

interface Field {
  readonly prompt: string;
  readonly read: (deployment: Deployment, counts: readonly number[]) => string;
  readonly write: (deployment: Deployment, text: string) => Deployment | undefined;
}

function fieldsOf({ kind }: Deployment): readonly Field[] {
  return [
    ...(kind === 'all at once' ? [] : [sizeField]),
    secondsField(
      kind === 'rolling' || kind === 'linear'
        ? l10n.t('Seconds to wait after each step, from 0 to 3600.')
        : l10n.t('Seconds to wait before the rest of the traffic moves, from 0 to 3600.'),
      (deployment) => deployment.wait,
      (deployment, wait) => ({ ...deployment, wait }),
    ),
    ...(kind === 'rolling'
      ? []
      : [
          secondsField(
            l10n.t('Seconds that the old instances stay after all traffic has moved, from 0 to 3600.'),
            (deployment) => ('termination' in deployment ? deployment.termination : 0),
            (deployment, termination) =>
              deployment.kind === 'rolling' ? deployment : { ...deployment, termination },
          ),
        ]),
    secondsField(
      l10n.t('Seconds until AWS gives up and rolls back, from 600 to 28800: more than all waits.'),
      timeoutOf,
      (deployment, timeout) => ({ ...deployment, timeout }),
    ),
  ];
}

const sizeField: Field = {
  prompt: l10n.t('The size of a step: 10 % of the instances, or a number of instances such as 1.'),
  read: (deployment) => ('size' in deployment ? sizeText(deployment.size) : ''),
  write: (deployment, text) => {
    const [, value, unit] = /^\s*(\d+)\s*(%?)\s*$/.exec(text) ?? [];
    if (value === undefined || deployment.kind === 'all at once') return undefined;
    return { ...deployment, size: { unit: unit === '%' ? 'percent' : 'instances', value: Number(value) } };
  },
};

const sizeText = ({ unit, value }: Size): string => (unit === 'percent' ? `${value} %` : String(value));

const secondsField = (
  prompt: string,
  read: (deployment: Deployment, counts: readonly number[]) => number,
  write: (deployment: Deployment, seconds: number) => Deployment,
): Field => ({
  prompt,
  read: (deployment, counts) => String(read(deployment, counts)),
  write: (deployment, text) => (/^\s*\d+\s*$/.test(text) ? write(deployment, Number(text)) : undefined),
});

/** The alarms of the account; those that ring are told at once. */
async function askAlarms({ services }: Session, found: Found): Promise<readonly string[] | undefined> {
  const load = async () =>
    services.activity.run(l10n.t('Asking CloudWatch'), async (signal) =>
      withHosting(services, found.region, async ({ cloudWatch }) => {
        const items: Array<vscode.QuickPickItem & { readonly name: string }> = [];
        for await (const { name, state, watched } of cloudWatch.listAlarms({}, signal))
          items.push({
            label: name,
            name,
            description: state === 'ALARM' ? l10n.t('$(bell-dot) rings now: AWS would abort at once') : '',
            detail: watched
              .map(({ metric, endpoint }) => [metric, endpoint].filter(Boolean).join(', '))
              .join(' · '),
          });
        return items.toSorted((left, right) => left.name.localeCompare(right.name));
      }),
    );
  const items = await load();
  if (items.length === 0) return [];
  const chosen = await vscode.window.showQuickPick(items, {
    title: titleOf(found),
    placeHolder: l10n.t('Which alarms roll it back? None is fine too.'),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return chosen?.map(({ name }) => name);
}

async function askRetain(found: Found): Promise<Retain | undefined> {
  const weights = {
    label: l10n.t('Keep the Traffic as It Is Now'),
    detail: l10n.t('Else the weights of the configuration count again.'),
    picked: true,
  };
  const counts = {
    label: l10n.t('Keep the Instances as They Are Now'),
    detail: l10n.t('Else the first counts of the configuration count again, even after scaling.'),
    picked: true,
  };
  const chosen = await vscode.window.showQuickPick([weights, counts], {
    title: titleOf(found),
    placeHolder: l10n.t('What of the living endpoint stays? AWS by itself would reset both.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return chosen && { weights: chosen.includes(weights), counts: chosen.includes(counts) };
}
