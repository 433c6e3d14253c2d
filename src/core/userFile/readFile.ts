import type { JsonObject } from '../json';
import { isObject } from '../json';
import type { JsonDocument, Places } from './document';
import { parseDocument } from './document';
import type { FileFinding } from './finding';
import { readShape } from './shape/readShape';
import type { Fields } from './shape/shape';

/** What a kind of file is made of, and how its findings are called. */
export interface FileForm {
  readonly fields: Fields;
  /** What all ids of its findings begin with. */
  readonly prefix: 'RUN' | 'END';
  /** Said of a text that is no object. */
  readonly wrongRoot: string;
}

export interface FileReading {
  /** What has the right form; nothing when there is no object at all. */
  readonly value: JsonObject | undefined;
  readonly findings: readonly FileFinding[];
  readonly places: Places;
}

/** Never throws: whatever the text is, the answer says what is wrong with it. */
export function readFile(text: string, form: FileForm): FileReading {
  const document = parseDocument(text);
  const found = [...document.findings];
  const value = readRoot(document, form, found);
  const findings = found.map((each) => ({ ...each, id: `${form.prefix}${each.id}` }));
  return { value, findings, places: document.places };
}

function readRoot(
  { root, places }: JsonDocument,
  { fields, wrongRoot }: FileForm,
  found: FileFinding[],
): JsonObject | undefined {
  if (root?.type === 'object') {
    const value = readShape(root, { kind: 'record', fields }, found);
    return isObject(value) ? value : undefined;
  }
  if (found.length === 0 || root)
    found.push({
      ...places.value([]),
      id: '104',
      severity: 'error',
      message: wrongRoot,
      inSchema: root !== undefined,
    });
  return undefined;
}
