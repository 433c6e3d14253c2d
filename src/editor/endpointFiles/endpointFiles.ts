import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandId } from '../../manifest/commandId';
import { lateHandlers, type Handlers } from '../register';
import type { Services } from '../services';
import { selectorOf } from '../userFiles/fileKind';
import { topLens } from '../userFiles/topLens';
import { copyEndpointRequests } from './copyEndpointRequests';
import { endpointFileKind } from './endpointDocuments';
import { newEndpointFile } from './newEndpointFile';

/** Endpoint files in the editor: lenses, and the commands about them. */
export function registerEndpointFiles(
  services: Services,
): Pick<Handlers, 'newEndpointFile' | 'copyEndpointRequests' | 'transformBatch' | 'copyTransformJob'> {
  const lenses: vscode.CodeLensProvider = {
    provideCodeLenses: ({ uri }) => [
      topLens(uri, l10n.t('$(broadcast) Serve Locally'), commandId('serveLocally')),
      topLens(uri, l10n.t('$(checklist) Test Serving Contract'), commandId('testServingContract')),
      topLens(uri, l10n.t('$(cloud-upload) Create on SageMaker…'), commandId('createEndpoint')),
      topLens(uri, l10n.t('Load Test'), commandId('loadEndpoint')),
      topLens(uri, l10n.t('Copy as CreateModel and CreateEndpointConfig'), commandId('copyEndpointRequests')),
    ],
  };
  services.scope.own(vscode.languages.registerCodeLensProvider(selectorOf(endpointFileKind()), lenses));
  return {
    newEndpointFile: async () => newEndpointFile(services),
    copyEndpointRequests,
    ...lateHandlers(['transformBatch', 'copyTransformJob'], async () =>
      (await import('../transform/transformHandlers')).transformHandlers(services),
    ),
  };
}
