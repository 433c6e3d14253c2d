import { config } from '@vscode/l10n';
import type { Wire } from '../src/core/channel';

interface Editor {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): Editor;

/** The page's end of the line to the extension. VS Code hands it out once. */
export function editorWire(): Wire {
  const editor = acquireVsCodeApi();
  return {
    post: (message) => editor.postMessage(message),
    listen: (receive) => {
      const heard = (event: MessageEvent<unknown>): void => receive(event.data);
      window.addEventListener('message', heard);
      return { dispose: () => window.removeEventListener('message', heard) };
    },
  };
}

/** The texts in the user's language, which the extension put into the page. */
export function useTexts(): void {
  const contents = document.querySelector('#texts')?.textContent;
  if (contents) config({ contents });
}
