import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { chooseFromContextMenu, readContextMenu } from './contextMenu';
import { readHover } from './hover';
import { action } from './locators';

/** A line of a tree. */
export class TreeRow {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page, root: Locator) {
    this.#page = page;
    this.root = root;
  }

  /** Label and detail, as the user reads them. */
  async text(): Promise<string> {
    const parts = await this.root.locator('.label-name, .label-description').allInnerTexts();
    return parts.join(' ').trim();
  }

  async select(): Promise<void> {
    await this.root.click();
  }

  async addToSelection(): Promise<void> {
    await this.root.click({ modifiers: ['ControlOrMeta'] });
  }

  async isSelected(): Promise<boolean> {
    return (await this.root.getAttribute('aria-selected')) === 'true';
  }

  async expand(): Promise<void> {
    await this.#setExpanded('true');
  }

  async collapse(): Promise<void> {
    await this.#setExpanded('false');
  }

  async clickInlineAction(title: string): Promise<void> {
    await this.root.hover();
    await action(this.root, title).click();
  }

  async chooseFromContextMenu(title: string): Promise<void> {
    await chooseFromContextMenu(this.#page, this.root, title);
  }

  contextMenuTitles(): Promise<string[]> {
    return readContextMenu(this.#page, this.root);
  }

  tooltip(): Promise<string> {
    return readHover(this.#page, this.root.locator('.monaco-icon-label'));
  }

  async #setExpanded(wanted: 'true' | 'false'): Promise<void> {
    // A row that is drawn again while it is clicked does not hear it.
    await eventually(async () => {
      if ((await this.root.getAttribute('aria-expanded')) === wanted) return;
      await this.root.locator('.monaco-tl-twistie').click();
      await this.root.and(this.#page.locator(`[aria-expanded="${wanted}"]`)).waitFor({ timeout: 3000 });
    });
  }
}
