import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readEndpointFile } from '../../../core/endpoint/file/readEndpointFile';
import { placedFindings } from '../../../core/serve/contract/placedFindings';
import { Problem } from '../../../core/problem';
import { endpointFileKind } from '../../endpointFiles/endpointDocuments';
import { imageTitle } from '../../images/commands/imageTitle';
import { pickImages } from '../../images/commands/pickImages';
import type { ImagesView } from '../../images/imagesView';
import type { Handlers } from '../../register';
import { requireTrust } from '../../requireTrust';
import type { Services } from '../../services';
import { askedDocument, pathOf } from '../../userFiles/documents';
import { ContractMarks } from './contractMarks';
import { ContractTester } from './contractTester';

export function contractHandlers(
  services: Services,
  images: ImagesView,
  runsFolder: () => Promise<string>,
): Pick<Handlers, 'testServingContract' | 'testImageContract'> {
  const tester = new ContractTester(services, runsFolder);
  const marks = services.scope.own(new ContractMarks());
  const trusted = (): void =>
    requireTrust(l10n.t('The test runs containers: it needs a workspace that you trust.'));
  return {
    testServingContract: async (addresses) => {
      trusted();
      const document = await askedDocument(endpointFileKind(), addresses);
      if (!document) return;
      if (document.isDirty && !(await document.save()))
        throw new Problem('file-unwritable', l10n.t('The endpoint file could not be saved.'));
      marks.clear(document.uri);
      const { files } = await services.localWorld();
      const { readTestInput } = await import('../../../app/serve/contract/readTestInput');
      const path = pathOf(document.uri);
      const endpoint = await readTestInput(files, path, new AbortController().signal);
      const report = await tester.test({ endpoint, file: path, document: document.uri });
      marks.show(document, placedFindings(readEndpointFile(document.getText(), path), report));
      await tester.tell(report, document.uri);
    },
    testImageContract: async (rows) => {
      trusted();
      const [image] = await pickImages(images, rows, l10n.t('Test Serving Contract'));
      if (image === undefined) return;
      const { endpoint, file } = endpointOf(image);
      await tester.tell(await tester.test({ endpoint, file, document: undefined }), undefined);
    },
  };
}

/** As if a file named the image and nothing else; the sample lies in the workspace, where there is one. */
function endpointOf(image: string) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${folder ? pathOf(folder) : ''}/image.endpoint.json`;
  const text = JSON.stringify({ name: imageTitle(image), variants: [{ name: 'main', image }] });
  const { endpoint } = readEndpointFile(text, file);
  if (!endpoint) throw new Error('An endpoint of one image was not read.');
  return { endpoint, file };
}
