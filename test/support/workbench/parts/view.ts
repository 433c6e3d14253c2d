import type { Locator, Page } from 'playwright-core';
import { action, exactly } from './locators';
import { TreeRow } from './treeRow';

/** A view of a side bar or of the panel: a tree, or what is shown in the place of an empty one. */
export class View {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page, name: string) {
    this.#page = page;
    const header = page.locator(`.pane-header[aria-label^=${JSON.stringify(name)}]`);
    this.root = page.locator('.pane:visible').filter({ has: header });
  }

  /** The labels of the rows that are in sight. The list is virtual: others do not exist in the page. */
  async labels(): Promise<string[]> {
    const placed = await this.#rows().evaluateAll((rows) =>
      rows.map((row) => ({
        top: row.getBoundingClientRect().top,
        label: row.querySelector<HTMLElement>('.label-name')?.innerText ?? '',
      })),
    );
    return placed.toSorted((one, other) => one.top - other.top).map((row) => row.label);
  }

  row(label: string): TreeRow {
    const name = this.#page.locator('.label-name', { hasText: exactly(label) });
    return new TreeRow(this.#page, this.#rows().filter({ has: name }).first());
  }

  async clickTitleAction(title: string): Promise<void> {
    const header = this.root.locator('.pane-header');
    await header.hover();
    await action(header, title).click();
  }

  /** The paragraphs that an empty view shows. */
  async welcome(): Promise<string[]> {
    const content = this.root.locator('.welcome-view-content');
    await content.waitFor();
    return content.locator('p').allInnerTexts();
  }

  welcomeButtons(): Promise<string[]> {
    return this.root.locator('.welcome-view-content .monaco-button').allInnerTexts();
  }

  async clickWelcomeButton(title: string): Promise<void> {
    await this.root.locator('.welcome-view-content .monaco-button', { hasText: exactly(title) }).click();
  }

  #rows(): Locator {
    return this.root.locator('.monaco-list-row');
  }
}
