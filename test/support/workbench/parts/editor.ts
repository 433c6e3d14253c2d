import type { Locator, Page } from 'playwright-core';
import { readHover } from './hover';

/** The text editor that has the focus, or had it last. */
export class Editor {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** The lines that are in sight. */
  async text(): Promise<string> {
    await this.root.locator('.view-line').first().waitFor();
    const lines = await this.root.locator('.view-line').evaluateAll((elements) =>
      elements
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
        .toSorted((one, other) => one.top - other.top)
        .map((line) => line.text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** What the hover over these words says. */
  hover(words: string): Promise<string> {
    return readHover(
      this.#page,
      this.root.locator('.view-line span span').filter({ hasText: words }).first(),
    );
  }

  async clickCodeLens(title: string): Promise<void> {
    await this.root.locator('.codelens-decoration a', { hasText: title }).click();
  }
}
