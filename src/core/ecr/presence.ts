import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../markdown';

/** Who the user is to AWS at this moment. */
export type AwsPresence =
  | {
      readonly kind: 'known';
      readonly account: string;
      readonly arn: string;
      /** Empty for keys of the environment. */
      readonly profile: string;
      readonly region: string;
    }
  | { readonly kind: 'missing'; readonly profile: string; readonly message: string };

export interface PresenceText {
  /** With a codicon, for the status bar. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly isWrong: boolean;
}

export function presenceText(presence: AwsPresence): PresenceText {
  const profile = presence.profile === '' ? l10n.t('keys of the environment') : presence.profile;
  if (presence.kind === 'missing')
    return {
      text: `$(account) ${l10n.t('AWS: sign in')}`,
      tooltip: `**${escapeMarkdown(profile)}**\n\n${escapeMarkdown(presence.message)}`,
      isWrong: true,
    };
  const { account, arn, region } = presence;
  return {
    text: `$(account) ${[account, profile, region].join(' · ')}`,
    tooltip: [
      l10n.t('What Longshore is to AWS: {0}', `\`${arn}\``),
      l10n.t('Profile: {0}', escapeMarkdown(profile)),
      l10n.t('Region: {0}', region),
    ].join('\n\n'),
    isWrong: false,
  };
}
