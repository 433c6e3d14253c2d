import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandId } from '../../manifest/commandId';
import type { Checker } from '../dockerfile/checker';
import { topLens } from '../userFiles/topLens';

/** What can be done with a Dockerfile that SageMaker uses, above its first line. Others are left alone. */
export class DockerfileLenses implements vscode.CodeLensProvider {
  readonly #checker: Checker;

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.isTrusted) return [];
    const { role } = (await this.#checker.check(document)).result.role;
    if (role === 'unknown' || role === 'none') return [];
    return [
      topLens(document.uri, l10n.t('$(tools) Build Image'), commandId('buildImage')),
      topLens(document.uri, l10n.t('$(cloud-upload) Build and Push to ECR'), commandId('buildAndPushImage')),
    ];
  }
}
