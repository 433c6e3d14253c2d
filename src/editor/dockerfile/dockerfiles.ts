import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FileEdit } from '../../core/dockerfile/lint/finding';
import { Problem } from '../../core/problem';
import type { Handlers } from '../register';
import { guard } from '../register';
import type { Services } from '../services';
import { DockerfileLenses } from '../build/dockerfileLenses';
import { onSetting } from '../settings';
import { findDockerfiles } from '../workspaceFiles';
import { finishStep } from '../walkthrough/finishStep';
import { registerAssist } from './assist';
import { Checker } from './checker';
import { editOf, fixFiles, FixProvider, preferredFixes } from './codeActions';
import { Pace } from './pace';
import { registerRulePages } from './rulePages';
import { turnOffRule } from './turnOffRule';
import { WorkspaceEvidence } from './workspaceEvidence';

const selector: vscode.DocumentSelector = { language: 'dockerfile' };
export /** Dockerfiles in the editor: diagnostics as the user types, fixes, and the commands about them. */
function registerDockerfiles(
  services: Services,
): Pick<Handlers, 'checkDockerfiles' | 'fixDockerfile' | 'explainRule' | 'turnOffRule'> {
  const { scope } = services;
  const workspace = scope.own(new WorkspaceEvidence(services));
  const checker = scope.own(new Checker(workspace));
  const isOurs = (document: vscode.TextDocument): boolean => vscode.languages.match(selector, document) > 0;
  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (!isOurs(document)) return;
    await guard(services, async () => checker.show(document), 'check');
    finishStep('check');
  };
  const pace = scope.own(new Pace((document) => void show(document)));
  const showOpen = (): void => vscode.workspace.textDocuments.forEach((document) => void show(document));
  scope.own(vscode.workspace.onDidOpenTextDocument((document) => void show(document)));
  scope.own(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isOurs(document)) pace.soon(document);
    }),
  );
  scope.own(vscode.workspace.onDidCloseTextDocument((document) => checker.forget(document)));
  const changed = (): void => {
    checker.forgetAll();
    showOpen();
  };
  scope.own(
    onSetting(
      [
        'dockerfile.enable',
        'dockerfile.severity',
        'dockerfile.roles',
        'dockerfile.exclude',
        'dockerfile.reportAll',
      ],
      changed,
    ),
  );
  scope.own(vscode.extensions.onDidChange(changed));
  scope.own(workspace.onChange(showOpen));
  scope.own(vscode.languages.registerCodeLensProvider(selector, new DockerfileLenses(checker)));
  registerAssist(checker, selector).forEach((each) => scope.own(each));
  const kinds = { providedCodeActionKinds: FixProvider.kinds };
  scope.own(vscode.languages.registerCodeActionsProvider(selector, new FixProvider(checker), kinds));
  scope.own(
    vscode.commands.registerCommand(fixFiles, async (uri: vscode.Uri, edits: readonly FileEdit[]) =>
      guard(services, async () => workspace.applyToFiles(uri, edits), fixFiles),
    ),
  );
  const explain = registerRulePages(services);
  showOpen();
  return {
    checkDockerfiles: async () => checkAll(services, checker),
    fixDockerfile: async () => fixAll(checker, workspace),
    explainRule: explain,
    turnOffRule,
  };
}

async function checkAll({ activity }: Services, checker: Checker): Promise<void> {
  const files = await findDockerfiles();
  if (files.length === 0) throw new Problem('bad-usage', l10n.t('There is no Dockerfile in this workspace.'));
  await activity.run(l10n.t('Checking {0} Dockerfiles', files.length), async (signal) => {
    for (const file of files) {
      signal.throwIfAborted();
      await checker.show(await vscode.workspace.openTextDocument(file));
    }
  });
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** Round after round, since one fix may make room for another; a handful always suffices. */
async function fixAll(checker: Checker, workspace: WorkspaceEvidence): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'dockerfile')
    throw new Problem('bad-usage', l10n.t('Open a Dockerfile first.'));
  for (let round = 0; round < 5; round += 1) {
    const fixes = await preferredFixes(document, (await checker.check(document)).result.findings);
    if (fixes.length === 0) return;
    await vscode.workspace.applyEdit(editOf(document, fixes));
    const files = fixes.flatMap((fix) => fix.files ?? []);
    if (files.length > 0) await workspace.applyToFiles(document.uri, files);
  }
}
