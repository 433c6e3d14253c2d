export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Without what is in its children. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly children: Open[];
  text: string;
}

/** As much XML as nvidia-smi writes, and never an error: what is cut off ends where it is cut. */
export function readXml(text: string): XmlElement {
  const root: Open = { name: '', children: [], text: '' };
  const open = [root];
  for (const [, slash, name, ending, words] of text.matchAll(
    /<(\/?)([A-Za-z_][\w.-]*)[^<>]*?(\/?)>|([^<]+)/g,
  )) {
    const inner = open.at(-1) ?? root;
    if (words !== undefined) inner.text += words.trim();
    else if (slash === '/') close(open, name ?? '');
    else {
      const element: Open = { name: name ?? '', children: [], text: '' };
      inner.children.push(element);
      if (ending !== '/') open.push(element);
    }
  }
  return root;
}

function close(open: Open[], name: string): void {
  const at = open.findLastIndex((element) => element.name === name);
  if (at > 0) open.length = at;
}

/** The first element on a path of names. */
export function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (inner, name) => inner?.children.find((child) => child.name === name),
    element,
  );
}

export function all(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
