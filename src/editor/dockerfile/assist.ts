import type { DocumentSelector } from 'vscode';
import { userRegion } from '../../core/prebuilt/userRegion';
import type { Closeable } from '../../core/scope';
import { provideAssist } from '../provideAssist';
import type { Checker } from './checker';

/** Hovers and completion. Both say only what concerns SageMaker: the rest is other extensions' business. */
export const registerAssist = (checker: Checker, selector: DocumentSelector): readonly Closeable[] =>
  provideAssist(
    selector,
    {
      hover: async (document, offset) => {
        const { hoverAt } = await import('../../core/dockerfile/assist/hover');
        const { result } = await checker.check(document);
        return hoverAt(result.view, offset);
      },
      completions: async (document, offset) => {
        const { completionsAt } = await import('../../core/dockerfile/assist/completion');
        const { line, character } = document.positionAt(offset);
        return completionsAt(document.lineAt(line).text.slice(0, character), userRegion(process.env));
      },
    },
    ['/', ' ', '_', ':', '.'],
  );
