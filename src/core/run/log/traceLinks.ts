/** A place in the code that a line of a log names. */
export interface TraceLink {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** From 1, as is the column. */
  readonly line: number;
  readonly column?: number;
}

/** Of Python's tracebacks, and of compilers, linters and warnings: `/opt/ml/code/x.py:12:3`. */
const forms =
  /\bFile "(?<quoted>[^"<>]{1,1000})", line (?<quotedLine>\d{1,7})|(?<![\w./@+-])(?<path>[\w./@+-]+\.(?:py|pyx|pyi|ipynb|sh|js|ts|cu|cpp|cc|c|h|R|r|jl)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?![\w./])/g;

/** Cheap, since most lines name none. */
const likely = /\.\w{1,5}:\d|File "/;

/** Characters of a line that are searched. */
const searched = 4000;

export function traceLinks(line: string): readonly TraceLink[] {
  if (!likely.test(line)) return [];
  return [...line.slice(0, searched).matchAll(forms)].map(({ index, 0: text, groups = {} }) => ({
    start: index,
    end: index + text.length,
    path: groups['quoted'] ?? groups['path'] ?? '',
    line: Number(groups['quotedLine'] ?? groups['line']),
    ...(groups['column'] === undefined ? {} : { column: Number(groups['column']) }),
  }));
}
