/** A `build:` of a compose file, as it is written: `context` relative to that file, `dockerfile` to the context. */
export interface ComposeBuild {
  readonly context: string;
  readonly dockerfile: string;
}

export const isComposeFile = (name: string): boolean =>
  /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(name);

/** Finds the builds by indentation, without a YAML parser: what is written in another way tells us nothing. */
export function composeBuilds(text: string): readonly ComposeBuild[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const [, indent, rest] = /^(\s+)build:(.*)$/.exec(line) ?? [];
    if (indent === undefined || rest === undefined) return [];
    const value = scalar(rest);
    const fields = value === '' ? blockFields(lines, index + 1, indent.length) : flowFields(value);
    const build = fields ? fromFields(fields) : { context: value, dockerfile: 'Dockerfile' };
    return build && isLocal(build) ? [build] : [];
  });
}

type Fields = ReadonlyMap<string, string>;

function fromFields(fields: Fields): ComposeBuild | undefined {
  if (fields.has('dockerfile_inline')) return undefined;
  return { context: fields.get('context') ?? '.', dockerfile: fields.get('dockerfile') ?? 'Dockerfile' };
}

/** No URL, no variable, no YAML anchor. */
const isLocal = ({ context, dockerfile }: ComposeBuild): boolean =>
  ![context, dockerfile].some((path) => path === '' || /\$|:\/\/|^[&*|>]|^git@/.test(path));

function blockFields(lines: readonly string[], from: number, outer: number): Fields {
  const fields = new Map<string, string>();
  let inner: number | undefined;
  for (const line of lines.slice(from)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    if (indent <= outer) break;
    inner ??= indent;
    const [, key, value] = /^\s*([\w-]+):(.*)$/.exec(line) ?? [];
    if (indent === inner && key !== undefined) fields.set(key, scalar(value ?? ''));
  }
  return fields;
}

function flowFields(value: string): Fields | undefined {
  if (!value.startsWith('{')) return undefined;
  const pairs = [...value.matchAll(/([\w-]+)["']?\s*:\s*("[^"]*"|'[^']*'|[^,{}]+)/g)];
  return new Map(pairs.map(([, key = '', text = '']) => [key, scalar(text)]));
}

/** Without a comment behind it and quotes around it. */
function scalar(text: string): string {
  const trimmed = text.trim();
  const [, , quoted] = /^(["'])(.*?)\1/.exec(trimmed) ?? [];
  return quoted ?? trimmed.replace(/(?:^|\s)#.*$/, '').trim();
}
