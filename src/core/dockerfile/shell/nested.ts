import type { Command, HereDoc, Word } from 'unbash';
import type { Joined } from '../text/joined';
import { innerText } from './source';

/** The script of `bash -c '…'` and of `bash <<'EOF'`. */
export function nestedScript(source: Joined, node: Command): Joined | undefined {
  const option = node.args.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const script = node.args[option + 1];
  if (option >= 0) return script?.type === 'Word' ? quotedText(source, script) : undefined;
  const isBare = node.args.every(({ text }) => text.startsWith('-'));
  const heredoc = node.redirects.find((redirect): redirect is HereDoc => redirect.type === 'HereDoc');
  if (!isBare || heredoc === undefined || heredoc.operator === '<<-') return undefined;
  return innerText(source, heredoc.body.pos, heredoc.body.end);
}

/** What stands between one pair of quotes, when the shell leaves it as it is. */
function quotedText(source: Joined, { pos, end }: Word): Joined | undefined {
  const raw = source.text.slice(pos, end);
  const isQuoted = /^'[^']*'$/.test(raw) || /^"[^"\\$`]*"$/.test(raw);
  return isQuoted ? innerText(source, pos + 1, end - 1) : undefined;
}
