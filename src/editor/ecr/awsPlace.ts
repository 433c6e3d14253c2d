import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import { commandId } from '../../manifest/commandId';
import type { CommandName } from '../../manifest/commands';
import type { Services } from '../services';
import { readSetting, writeSetting } from '../settings';
import type { RepositoriesView } from './repositoriesView';

export async function switchProfile({ world }: Services): Promise<void> {
  const { registries } = await world();
  const current = readSetting('aws.profile');
  const icon = (name: string): string => (name === current ? '$(check)' : '$(account)');
  const items = [
    {
      label: `${icon('')} ${l10n.t('As the AWS command line does')}`,
      description: l10n.t('AWS_PROFILE, keys of the environment, or default'),
      profile: '',
    },
    ...(await registries.profiles()).map(({ name, region, sso, login }) => ({
      label: `${icon(name)} ${name}`,
      description: [region ?? '', sso ? 'SSO' : '', login ? l10n.t('sign-in of the console') : '']
        .filter(Boolean)
        .join(' · '),
      profile: name,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('AWS profile for Longshore'),
    placeHolder: l10n.t('For this workspace; other tools keep theirs.'),
  });
  if (chosen) await writeSetting('aws.profile', chosen.profile);
}

export async function switchRegion(): Promise<void> {
  const current = readSetting('aws.region');
  const own = { label: l10n.t('That of the profile or of AWS_REGION'), region: '' };
  const items = [own, ...(await allRegions()).map((region) => ({ label: region, region }))];
  const chosen = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, ...(item.region === current ? { description: '✓' } : {}) })),
    { title: l10n.t('AWS region for Longshore') },
  );
  if (chosen) await writeSetting('aws.region', chosen.region);
}

/** What the account in the status bar leads to. */
export async function chooseAws(): Promise<void> {
  const item = (icon: string, label: string, name: CommandName) => ({ label: `$(${icon}) ${label}`, name });
  const chosen = await vscode.window.showQuickPick(
    [
      item('account', l10n.t('Switch AWS Profile…'), 'switchAwsProfile'),
      item('globe', l10n.t('Switch AWS Region…'), 'switchAwsRegion'),
      item('add', l10n.t('Add AWS Region…'), 'addAwsRegion'),
      item('sign-in', l10n.t('Sign in to AWS'), 'signInToAws'),
    ],
    { title: l10n.t('AWS Account') },
  );
  if (chosen) await vscode.commands.executeCommand(commandId(chosen.name));
}

async function allRegions(): Promise<readonly string[]> {
  const { regions } = await import('../../core/prebuilt/accounts');
  return [...regions()].toSorted();
}

/** Beside those that are shown: the first one is not lost by that. */
export async function addRegion(services: Services, view: RepositoriesView): Promise<void> {
  const shown = await shownRegions(services, view);
  const items = (await allRegions()).filter((region) => !shown.includes(region));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Add AWS Region'),
    placeHolder: l10n.t('Shown beside {0}', shown.join(', ')),
  });
  if (chosen !== undefined) await writeSetting('aws.regions', [...shown, chosen]);
}

export async function removeRegion(view: RepositoriesView, [row]: readonly string[]): Promise<void> {
  const shown = readSetting('aws.regions');
  const named = row === undefined ? undefined : view.tree.row(row)?.subject;
  const region =
    named ??
    (await vscode.window.showQuickPick([...shown], {
      title: l10n.t('Remove AWS Region'),
      placeHolder:
        shown.length === 0
          ? l10n.t('Only one region is shown.')
          : l10n.t('From the view; nothing in AWS changes.'),
    }));
  if (region !== undefined)
    await writeSetting(
      'aws.regions',
      shown.filter((each) => each !== region),
    );
}

/** The region of the profile has no name in the settings, and gets one here. */
async function shownRegions({ activity }: Services, view: RepositoriesView): Promise<readonly string[]> {
  const listed = readSetting('aws.regions');
  if (listed.length > 0) return listed;
  const known = view.registries[0]?.region;
  if (known !== undefined) return [known];
  return activity.run(l10n.t('Asking for your region'), async () =>
    view.withEcr(async ({ region }) => Promise.resolve([region])),
  );
}

/** The command runs in a terminal, where the user sees it and a browser can be opened from. */
export async function signInToAws({ world }: Services): Promise<void> {
  const { registries } = await world();
  const name = readSetting('aws.profile') || process.env['AWS_PROFILE'] || 'default';
  const profile = (await registries.profiles()).find((each) => each.name === name);
  if (profile && !/^[\w.@+-]+$/.test(profile.name))
    throw new Problem('aws-credentials', l10n.t('Sign in to the profile {0} in a terminal.', profile.name));
  if (profile && !profile.sso && !profile.login && profile.name !== 'default')
    throw new Problem(
      'aws-credentials',
      l10n.t(
        'The profile {0} has keys of its own, and nothing to sign in to. Are they still valid?',
        profile.name,
      ),
    );
  const option = profile && profile.name !== 'default' ? ` --profile ${profile.name}` : '';
  const terminal = vscode.window.createTerminal({ name: l10n.t('Sign in to AWS') });
  terminal.show();
  // Without a profile of SSO there is nothing to sign in to yet: it is asked for, and can be left.
  const canBegin = profile?.login === true || profile?.sso === true;
  const words = profile?.login === true ? 'login' : canBegin ? `sso login${deviceCode()}` : 'configure sso';
  terminal.sendText(`aws ${words}${option}`, canBegin);
}

/** A browser on another machine cannot come back to this one: there a code is typed instead. */
const deviceCode = (): string => (vscode.env.remoteName === undefined ? '' : ' --use-device-code');
