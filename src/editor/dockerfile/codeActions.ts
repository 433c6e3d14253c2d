import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Finding, Fix } from '../../core/dockerfile/lint/finding';
import { commandId } from '../../manifest/commandId';
import type { Checker } from './checker';
import { rangeOf } from './checker';

/** Not in the table: only our own fixes call it, with arguments that no user could give. */
export const fixFiles = 'longshore.fixFiles';
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('sagemaker');

/** Quick fixes, the whole file at once, and the ways to silence a rule. */
export class FixProvider implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, fixAllKind];
  readonly #checker: Checker;

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const { result } = await this.#checker.check(document);
    if (context.only?.intersects(vscode.CodeActionKind.Source))
      return [await fixAllAction(document, result.findings)];
    const here = result.findings.filter((finding) => rangeOf(document, finding).intersection(range));
    return here.flatMap((finding) => {
      const diagnostics = context.diagnostics.filter((each) => isOf(each, finding, document));
      return [
        ...fixActions(document, finding, diagnostics),
        ...silenceActions(document, finding, diagnostics),
      ];
    });
  }
}

function isOf(diagnostic: vscode.Diagnostic, finding: Finding, document: vscode.TextDocument): boolean {
  const { code } = diagnostic;
  return (
    typeof code === 'object' &&
    code.value === finding.rule &&
    diagnostic.range.isEqual(rangeOf(document, finding))
  );
}

function fixActions(
  document: vscode.TextDocument,
  finding: Finding,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction[] {
  return finding.fixes.map((fix) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = editOf(document, [fix]);
    action.isPreferred = fix.preferred;
    action.diagnostics = diagnostics;
    const files = fix.files ?? [];
    // VS Code's own edits know no exec bit: other files are changed when the user takes the fix.
    if (files.length > 0)
      action.command = { title: fix.title, command: fixFiles, arguments: [document.uri, files] };
    return action;
  });
}

/** The preferred fixes of all findings that go together. Hints are matters of taste, and left to a click each. */
export async function preferredFixes(
  document: vscode.TextDocument,
  findings: readonly Finding[],
): Promise<readonly Fix[]> {
  const { chooseFixes } = await import('../../core/dockerfile/lint/edit/applyFixes');
  const worth = findings.filter(({ severity }) => severity !== 'hint');
  return chooseFixes(document.getText(), worth).map(({ fix }) => fix);
}

export function editOf(document: vscode.TextDocument, fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const each of fixes.flatMap(({ edits }) => edits))
    edit.replace(document.uri, rangeOf(document, each), each.text);
  return edit;
}

async function fixAllAction(
  document: vscode.TextDocument,
  findings: readonly Finding[],
): Promise<vscode.CodeAction> {
  const action = new vscode.CodeAction(l10n.t('Fix all that SageMaker would stumble over'), fixAllKind);
  action.edit = editOf(document, await preferredFixes(document, findings));
  return action;
}

function silenceActions(
  document: vscode.TextDocument,
  finding: Finding,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction[] {
  const silence = (title: string, offset: number, comment: string): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.insert(document.uri, document.positionAt(offset), comment);
    action.diagnostics = diagnostics;
    return action;
  };
  const line = document.offsetAt(new vscode.Position(startOfInstruction(document, finding.start), 0));
  return [
    silence(l10n.t('Ignore {0} here', finding.rule), line, `# sagemaker: ignore=${finding.rule}\n`),
    silence(
      l10n.t('Ignore {0} in this file', finding.rule),
      afterDirectives(document),
      `# sagemaker: ignore-file=${finding.rule}\n`,
    ),
    turnOffAction(finding, diagnostics),
  ];
}

function turnOffAction({ rule }: Finding, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const title = l10n.t('Turn {0} off in the settings…', rule);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: commandId('turnOffRule'), arguments: [rule] };
  action.diagnostics = diagnostics;
  return action;
}

/** A comment must stand above the instruction, not between its continued lines. */
function startOfInstruction(document: vscode.TextDocument, offset: number): number {
  let line = document.positionAt(offset).line;
  while (line > 0 && /[\\`]\s*$/.test(document.lineAt(line - 1).text)) line -= 1;
  return line;
}

/** Directives such as `# syntax=` count only at the very top. */
function afterDirectives(document: vscode.TextDocument): number {
  let line = 0;
  while (line < document.lineCount && /^#\s*\w+\s*=/.test(document.lineAt(line).text)) line += 1;
  return document.offsetAt(new vscode.Position(line, 0));
}
