import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AwsPresence } from '../../core/ecr/presence';
import { presenceText } from '../../core/ecr/presence';
import type { KeysNews } from '../../core/ecr/ports';
import type { World } from '../../core/ports';
import { isAbort, Problem } from '../../core/problem';
import type { Closeable } from '../../core/scope';
import { Scope } from '../../core/scope';
import { commandId } from '../../manifest/commandId';
import { awsPlace, onSetting, readSetting } from '../settings';

/** Who the user is to AWS, in the status bar: from the first time that something asked AWS. */
export class IdentityStatus implements Closeable {
  readonly #scope = new Scope();
  readonly #registries: World['registries'];
  /** Looks for a sign-in while there is none. */
  #waiting: Scope | undefined;
  #item: vscode.StatusBarItem | undefined;

  constructor({ registries }: Pick<World, 'registries'>) {
    this.#registries = registries;
    this.#scope.own(registries.onKeys((news) => void this.#hear(news)));
    this.#scope.own(
      onSetting(awsPlace, () => {
        if (this.#item) void this.#ask(readSetting('aws.profile'));
      }),
    );
    this.#scope.own({ dispose: () => this.#waiting?.dispose() });
  }

  dispose(): void {
    this.#scope.dispose();
  }

  async #hear(news: KeysNews): Promise<void> {
    if (news.kind === 'found') return this.#ask(news.profile);
    this.#draw({ kind: 'missing', profile: news.profile, message: news.problem.message });
    if (this.#waiting) return;
    this.#waiting = this.#scope.child();
    const files = this.#registries.watch(() => void this.#ask(news.profile));
    this.#waiting.own(files);
  }

  /** Needs no permission of AWS, and says whether the keys are good. */
  async #ask(profile: string): Promise<void> {
    try {
      const ecr = await this.#registries.open({ profile: undefined, region: undefined });
      try {
        const { account, arn } = await ecr.identity(new AbortController().signal);
        this.#waiting?.dispose();
        this.#waiting = undefined;
        this.#draw({ kind: 'known', account, arn, profile, region: ecr.region });
      } finally {
        ecr.close();
      }
    } catch (error) {
      // Keys that are missing are heard of; without a region or a network there is nothing new to say.
      if (!(error instanceof Problem) && !isAbort(error)) throw error;
    }
  }

  #draw(presence: AwsPresence): void {
    const item = (this.#item ??= this.#scope.own(makeItem()));
    const { text, tooltip, isWrong } = presenceText(presence);
    item.text = text;
    item.backgroundColor = isWrong ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    const page = new vscode.MarkdownString(tooltip);
    page.isTrusted = { enabledCommands: [commandId('signInToAws'), commandId('switchAwsProfile')] };
    const link = (title: string, name: 'signInToAws' | 'switchAwsProfile'): string =>
      `[${title}](command:${commandId(name)})`;
    const links = [
      ...(isWrong ? [link(l10n.t('Sign In'), 'signInToAws')] : []),
      link(l10n.t('Switch Profile…'), 'switchAwsProfile'),
    ];
    page.appendMarkdown(`\n\n${links.join(' · ')}`);
    item.tooltip = page;
    item.show();
  }
}

function makeItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('longshore.aws', vscode.StatusBarAlignment.Left, 48);
  item.name = l10n.t('AWS Account');
  item.command = commandId('chooseAws');
  return item;
}
