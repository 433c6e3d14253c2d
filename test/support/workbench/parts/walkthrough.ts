import type { Locator, Page } from 'playwright-core';
import { exactly } from './locators';

/** A walkthrough among the editors: its steps on the left, the picture of the chosen one on the right. */
export class Walkthrough {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.locator('.gettingStartedContainer:visible .gettingStartedSlideDetails');
  }

  async steps(): Promise<string[]> {
    await this.#steps().first().waitFor();
    return this.root.locator('.step-title').allInnerTexts();
  }

  /** Those that are checked off. */
  async done(): Promise<string[]> {
    return this.#steps()
      .filter({ has: this.root.page().locator('[data-done-step-id][aria-checked="true"]') })
      .locator('.step-title')
      .allInnerTexts();
  }

  /** Unfolds a step. */
  async select(title: string): Promise<void> {
    const step = this.#step(title);
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.locator('.step-title').click();
    await this.#step(title).and(this.root.locator('[aria-expanded="true"]')).waitFor();
  }

  async clickButton(label: string): Promise<void> {
    await this.root.locator('.button-container .monaco-button:visible', { hasText: exactly(label) }).click();
  }

  /** In a sentence of the step that is unfolded. */
  async clickLink(label: string): Promise<void> {
    await this.root.locator('.getting-started-step.expanded p a', { hasText: exactly(label) }).click();
  }

  #steps(): Locator {
    return this.root.locator('.getting-started-step');
  }

  #step(title: string): Locator {
    return this.#steps().filter({
      has: this.root.page().locator('.step-title', { hasText: exactly(title) }),
    });
  }
}
