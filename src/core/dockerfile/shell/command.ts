// Shell text as rules look at it: simple commands one after the other, every word with its place in the file.
import type { Range } from '../text/range';

export interface ShellCommand extends Range {
  /** Undefined when there are only assignments or redirects. */
  readonly name: ShellWord | undefined;
  /** What follows the name, redirects left out. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** What joins it to the command before; `first` begins a list of its own. */
  readonly operator: ShellOperator;
  /** The constructs around it, the outermost first. */
  readonly within: readonly ShellConstruct[];
}

export type ShellOperator = 'first' | '&&' | '||' | '|' | '|&' | ';' | '&' | '\n';

export type ShellConstruct =
  'branch' | 'condition' | 'function' | 'group' | 'loop' | 'nested-shell' | 'subshell' | 'substitution';

export interface ShellWord extends Range {
  /** As written, quotes and all; continued lines are joined. */
  readonly raw: string;
  /** Without quotes and escapes; expansions stay as written. */
  readonly text: string;
  /** No variable, substitution or arithmetic in it. */
  readonly literal: boolean;
  readonly quoting: 'none' | 'single' | 'double' | 'mixed';
  /** Has an unquoted glob or brace list. */
  readonly isPattern: boolean;
}

export interface ShellAssignment extends Range {
  readonly name: string;
  readonly value: ShellWord | undefined;
  readonly append: boolean;
}

export interface ShellRedirect extends Range {
  readonly operator: string;
  /** `2` in `2>&1`. */
  readonly descriptor: number | undefined;
  /** The delimiter, for a heredoc. */
  readonly target: ShellWord | undefined;
  /** Nothing stands between the word before and the operator: `x>=1`. */
  readonly isGlued: boolean;
}

export interface ShellError extends Range {
  readonly message: string;
}
