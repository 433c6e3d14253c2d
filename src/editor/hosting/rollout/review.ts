import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callsText, type RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import type { Services } from '../../services';
import { FetchedDocuments } from '../../fetchedDocuments';

export interface Reviewed {
  readonly title: string;
  readonly name: string;
  /** What the button says. */
  readonly go: string;
  readonly isProduction: boolean;
  readonly sections: ReadonlyArray<{ readonly title: string; readonly lines: readonly string[] }>;
  readonly calls: readonly RolloutCall[];
}

const texts = new Map<string, string>();
let documents: FetchedDocuments | undefined;

/** Shows what is about to happen as a document beside the question, and asks in proportion to the risk. */
export async function agree(services: Services, reviewed: Reviewed): Promise<boolean> {
  documents ??= services.scope.own(
    new FetchedDocuments('longshore-review', 'md', async (subject) => texts.get(subject) ?? ''),
  );
  const { title, name, go, isProduction, sections, calls } = reviewed;
  texts.set(title, reviewText(reviewed));
  await documents.open(title, title);
  const items = [
    { label: `$(rocket) ${go}`, detail: sections[0]?.lines.join(' · ') ?? '', answer: 'go' },
    { label: l10n.t('$(copy) Copy the Calls'), answer: 'copy' },
    { label: l10n.t('$(close) Leave It'), answer: 'no' },
  ] as const;
  for (;;) {
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: l10n.t('The document behind has all of it, down to the very calls.'),
      ignoreFocusOut: true,
    });
    if (chosen?.answer !== 'copy') {
      if (chosen?.answer !== 'go') return false;
      return !isProduction || typeName(title, name);
    }
    await vscode.env.clipboard.writeText(callsText(calls));
  }
}

async function typeName(title: string, name: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('This is a production endpoint. Type its name to change it.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text === name ? undefined : l10n.t('Type {0}.', name)),
  });
  return typed === name;
}

const reviewText = ({ title, sections, calls }: Reviewed): string =>
  [
    `# ${title}`,
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .map((section) => [`## ${section.title}`, ...section.lines.map((line) => `- ${line}`)].join('\n')),
    [l10n.t('## What AWS is asked, in this order'), '```', callsText(calls), '```'].join('\n'),
  ].join('\n\n');
