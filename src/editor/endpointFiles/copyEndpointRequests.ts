import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../core/problem';
import { askedDocument, pathOf, refuseErrors, warnOfMissing } from '../userFiles/documents';
import { endpointFileKind } from './endpointDocuments';

export async function copyEndpointRequests(rows: readonly string[]): Promise<void> {
  const kind = endpointFileKind();
  const document = await askedDocument(kind, rows);
  if (!document) return;
  const [{ readEndpointFile }, { endpointRequests }, { checkForCloud }] = await Promise.all([
    import('../../core/endpoint/file/readEndpointFile'),
    import('../../core/endpoint/request/endpointRequests'),
    import('../../core/endpoint/file/check/checkEndpointFile'),
  ]);
  const reading = readEndpointFile(document.getText(), pathOf(document.uri));
  refuseErrors(document, reading.findings, kind);
  if (!reading.endpoint) throw new Problem('bad-usage', l10n.t('The endpoint file says nothing.'));
  const requests = endpointRequests(reading.endpoint);
  await vscode.env.clipboard.writeText(`${JSON.stringify(requests, undefined, 2)}\n`);
  warnOfMissing(checkForCloud(reading));
}
