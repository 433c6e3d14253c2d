import type { Locator, Page } from 'playwright-core';
import { exactly } from './locators';

/** A question in the middle of the window, which has to be answered first. */
export class Dialog {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.locator('.monaco-dialog-box');
  }

  text(): Promise<string> {
    return this.root.locator('.dialog-message-container').innerText();
  }

  buttons(): Promise<string[]> {
    return this.#buttons().allInnerTexts();
  }

  async clickButton(button: string): Promise<void> {
    await this.#buttons()
      .filter({ hasText: exactly(button) })
      .click();
    await this.root.waitFor({ state: 'hidden' });
  }

  #buttons(): Locator {
    return this.root.locator('.dialog-buttons .monaco-button');
  }
}
