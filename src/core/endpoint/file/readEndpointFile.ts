import * as l10n from '@vscode/l10n';
import type { Places } from '../../userFile/document';
import type { FileFinding } from '../../userFile/finding';
import { readFile } from '../../userFile/readFile';
import type { EndpointFile } from './endpointFile';
import { makeEndpoint } from './makeEndpoint';
import { endpointFields } from './shape/endpointFields';

export interface EndpointReading {
  /** What can be understood, also where there are findings; nothing when there is no object at all. */
  readonly endpoint: EndpointFile | undefined;
  /** About the form alone; `checkEndpointFile` looks deeper. */
  readonly findings: readonly FileFinding[];
  readonly places: Places;
}

/** Never throws: whatever the text is, the answer says what is wrong with it. */
export function readEndpointFile(text: string, path: string): EndpointReading {
  const { value, findings, places } = readFile(text, {
    fields: endpointFields,
    prefix: 'END',
    wrongRoot: l10n.t('An endpoint file is an object: { "variants": [{ "name": "main", … }] }.'),
  });
  return { endpoint: value && makeEndpoint(value, path), findings, places };
}
