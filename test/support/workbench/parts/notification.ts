import type { Locator, Page } from 'playwright-core';
import { exactly } from './locators';

/**
 * A message in the corner of the window. VS Code shows three of them within 800 ms at most:
 * a fourth only counts at the bell, so a test that causes many waits for something else.
 */
export class Notification {
  readonly root: Locator;

  constructor(page: Page, text: string | RegExp) {
    this.root = page.locator('.notification-toast').filter({ hasText: text });
  }

  async text(): Promise<string> {
    return this.root.locator('.notification-list-item-message').innerText();
  }

  async buttons(): Promise<string[]> {
    await this.root.waitFor();
    return this.#buttons().allInnerTexts();
  }

  async clickButton(button: string): Promise<void> {
    await this.#buttons()
      .filter({ hasText: exactly(button) })
      .click();
  }

  async dismiss(): Promise<void> {
    await this.root.hover();
    await this.root.locator('.codicon-notifications-clear').click();
    await this.root.waitFor({ state: 'hidden' });
  }

  #buttons(): Locator {
    return this.root.locator('.notification-list-item-buttons-container .monaco-button');
  }
}
