import type { Locator, Page } from 'playwright-core';

/** The Problems panel. */
export class Problems {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.locator('.markers-panel');
  }

  /** What is said of the files, one text for each problem in sight. */
  async texts(): Promise<string[]> {
    await this.root.waitFor();
    return this.root.locator('.monaco-list-row .marker-message-details-container').allInnerTexts();
  }
}
