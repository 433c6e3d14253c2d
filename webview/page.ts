import { config } from '@vscode/l10n';
import type { Wire } from '../src/core/channel';

interface Editor {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Editor;

/** What a page still knows when VS Code has torn it down and built it again. */
export interface PageMemory {
  read(): unknown;
  write(state: unknown): void;
}

/** The page's end of the line to the extension, and its memory. VS Code hands them out once. */
export function openEditor(): { readonly wire: Wire; readonly memory: PageMemory } {
  const editor = acquireVsCodeApi();
  return {
    wire: {
      post: (message) => editor.postMessage(message),
      listen: (receive) => {
        const heard = (event: MessageEvent<unknown>): void => receive(event.data);
        window.addEventListener('message', heard);
        return { dispose: () => window.removeEventListener('message', heard) };
      },
    },
    memory: { read: () => editor.getState(), write: (state) => editor.setState(state) },
  };
}

/** The texts in the user's language, which the extension put into the page. */
export function useTexts(): void {
  const contents = document.querySelector('#texts')?.textContent;
  if (contents) config({ contents });
}
