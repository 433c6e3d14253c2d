import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { readHover } from './hover';
import { exactly } from './locators';

const shortTimeout = { timeout: 3_000 };

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
    return readHover(this.#page, this.#words(words));
  }

  /** The wavy lines under the text in sight. */
  squiggles(severity: 'error' | 'warning'): Locator {
    return this.root.locator(`.squiggly-${severity}`);
  }

  /** Puts the cursor on these words and takes what the light bulb offers there. */
  async quickFix(words: string, title: string): Promise<void> {
    const action = this.#page.locator('.action-widget .monaco-list-row', { hasText: exactly(title) });
    await eventually(async () => {
      // The text cursor of an earlier try may lie above the words; it is no obstacle.
      await this.#words(words).click({ force: true });
      await this.#page.keyboard.press('ControlOrMeta+.');
      try {
        await action.click(shortTimeout);
      } catch (error) {
        await this.#page.keyboard.press('Escape');
        throw error;
      }
    }, 30);
    await action.waitFor({ state: 'hidden' });
  }

  async clickCodeLens(title: string): Promise<void> {
    await this.root.locator('.codelens-decoration a', { hasText: title }).click();
  }

  #words(words: string): Locator {
    return this.root.locator('.view-line span span').filter({ hasText: words }).first();
  }
}
