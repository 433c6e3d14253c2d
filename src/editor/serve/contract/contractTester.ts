import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { findSample } from '../../../app/serve/contract/findSample';
import { testContract } from '../../../app/serve/contract/testContract';
import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import { contractMarkdown } from '../../../core/serve/contract/format/contractMarkdown';
import { countsText } from '../../../core/serve/contract/outcomeWords';
import { allFindings, hasFailed, type ContractReport } from '../../../core/serve/contract/report';
import { contractRules } from '../../../core/serve/contract/rules/all';
import { Pages } from '../../ecr/pages';
import type { Services } from '../../services';

export interface EditorTest {
  readonly endpoint: EndpointFile;
  /** From which paths count; there is none when an image is tested by itself. */
  readonly file: string;
  readonly document: vscode.Uri | undefined;
}

/** Runs the test with its progress in a notification, and shows the report. */
export class ContractTester {
  readonly #services: Services;
  readonly #runsFolder: () => Promise<string>;
  readonly #pages: Pages;

  constructor(services: Services, runsFolder: () => Promise<string>) {
    this.#services = services;
    this.#runsFolder = runsFolder;
    this.#pages = new Pages(services.scope, 'longshore-contract');
  }

  async test({ endpoint, file, document }: EditorTest): Promise<ContractReport> {
    const [world, runsFolder] = await Promise.all([this.#services.world(), this.#runsFolder()]);
    const title = l10n.t('Testing the serving contract of {0}', endpoint.name ?? '');
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const sample = await findSample(world.files, { endpoint, file, payload: undefined }, stop.signal);
      return testContract(
        world,
        {
          endpoint,
          file,
          shown: document ? vscode.workspace.asRelativePath(document) : l10n.t('The image alone'),
          variant: undefined,
          rules: contractRules,
          sample,
          startup: undefined,
          region: endpoint.cloud?.region ?? 'us-east-1',
          runsFolder,
          version: versionOf(this.#services.extensionId),
        },
        (event) => {
          if (event.kind === 'step') progress.report({ message: `${event.container}: ${event.text}` });
          else this.#services.log.info(event.text);
        },
        stop.signal,
      );
    });
  }

  async tell(report: ContractReport, document: vscode.Uri | undefined): Promise<void> {
    const title = l10n.t('Serving Contract of {0}', report.endpoint);
    await this.#pages.show(title, contractMarkdown(report));
    const counts = countsText(allFindings(report));
    const said = l10n.t('Serving contract of {0}: {1}.', report.endpoint, counts);
    const dockerfile = report.containers.find(({ subject }) => subject.dockerfile)?.subject.dockerfile;
    const files = [
      ...(document ? [{ title: l10n.t('Open Endpoint File'), uri: document }] : []),
      ...(dockerfile === undefined
        ? []
        : [{ title: l10n.t('Open Dockerfile'), uri: vscode.Uri.file(dockerfile) }]),
    ];
    const chosen = hasFailed(report, 'error')
      ? await vscode.window.showWarningMessage(said, ...files)
      : await vscode.window.showInformationMessage(said, ...files);
    if (chosen) await vscode.window.showTextDocument(chosen.uri);
  }
}

function versionOf(id: string): string {
  const manifest: unknown = vscode.extensions.getExtension(id)?.packageJSON;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}
