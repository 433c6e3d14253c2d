import { createInterface } from 'node:readline/promises';
import * as l10n from '@vscode/l10n';
import { checkMfaCode, withoutMfaCode } from '../core/aws/mfaCode';

export interface Console {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Not where results go. */
  readonly output: NodeJS.WritableStream;
}

/** Asks whoever sits before a terminal, until the code can be one; a pipeline has nobody to ask. */
export async function askMfaCode(
  serial: string,
  { input, output }: Console,
  signal: AbortSignal,
): Promise<string> {
  if (input.isTTY !== true) throw withoutMfaCode(serial);
  const lines = createInterface({ input, output });
  try {
    for (;;) {
      const code = await lines.question(`${l10n.t('The code that your device {0} shows', serial)}: `, {
        signal,
      });
      const wrong = checkMfaCode(code);
      if (wrong === undefined) return code.trim();
      output.write(`${wrong}\n`);
    }
  } finally {
    lines.close();
  }
}
