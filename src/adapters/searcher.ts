// The engine of JavaScript interrupts an expression that backtracks for ever only where a script has a time limit.
import { createContext, Script } from 'node:vm';
import type { Searcher } from '../core/run/ports';
import { field } from './field';

export function makeSearcher(): Searcher {
  const asked: { regex?: RegExp; text?: string } = {};
  const context = createContext(asked);
  const script = new Script('regex.exec(text)');
  return {
    search: (regex, text, milliseconds) => {
      Object.assign(asked, { regex, text });
      try {
        const found: RegExpExecArray | null = script.runInContext(context, { timeout: milliseconds });
        return found ?? undefined;
      } catch (error) {
        if (field(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'too-slow';
        throw error;
      }
    },
  };
}
