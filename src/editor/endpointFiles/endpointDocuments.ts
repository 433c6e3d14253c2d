import * as l10n from '@vscode/l10n';
import { endpointFileLanguage } from '../../manifest/languages';
import type { FileKind } from '../userFiles/fileKind';

export const endpointFileKind = (): FileKind => ({
  language: endpointFileLanguage,
  ending: '.endpoint.json',
  noun: l10n.t('endpoint file'),
  inspect: async (text, path, missing) => {
    const [{ inspectEndpointFile }, { endpointPaths }] = await Promise.all([
      import('../../core/endpoint/file/check/checkEndpointFile'),
      import('../../core/endpoint/file/endpointPaths'),
    ]);
    const { endpoint, findings } = inspectEndpointFile(text, path, missing);
    return { findings, paths: endpoint ? endpointPaths(endpoint) : [] };
  },
});
