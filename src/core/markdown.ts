/** Text of others, so that Markdown shows it as it is. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');

/** Cells are Markdown; what would end one of them is escaped. */
export function markdownTable(titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [titles, titles.map(() => '---'), ...rows];
  return `${lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')}\n`;
}

const cell = (text: string): string => text.replaceAll(/\r?\n/g, ' ').replaceAll(/(?<!\\)\|/g, '\\|');
