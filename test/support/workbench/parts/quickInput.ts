import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { exactly } from './locators';

interface Patience {
  readonly timeout?: number;
}

/** Milliseconds after which an answer was not taken: whoever gave it will see. */
const longestPause = 5000;

/** The first line of a row; below it may be a sentence. */
const name = '.label-name:not(.quick-input-list-label-meta *)';

/** The box at the top of the window: a list to choose from, or a line to fill in. */
export class QuickInput {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('.quick-input-widget:visible');
  }

  /** The labels on offer, as far as they are in sight. */
  async labels(): Promise<string[]> {
    await this.#rows().first().waitFor();
    return this.#rows().locator(name).allInnerTexts();
  }

  /** It is a list, and no line to fill in. */
  async hasList(): Promise<boolean> {
    await this.#line().waitFor();
    return this.root.locator('.quick-input-list').isVisible();
  }

  /** The label that Enter would take. */
  async focused(): Promise<string> {
    return this.root.locator(`.quick-input-list .monaco-list-row.focused ${name}`).innerText();
  }

  /** To the question before. */
  async goBack(): Promise<void> {
    await this.root.locator('.quick-input-left-action-bar .action-label').click();
  }

  async choose(label: string, options: Patience = {}): Promise<void> {
    await this.#row(label).click(options);
  }

  /** A button at the end of a row, which shows when the row is pointed at. */
  async clickRowButton(label: string, button: string): Promise<void> {
    await this.#row(label).hover();
    await this.#row(label).getByRole('button', { name: button }).click();
  }

  /** For a list that takes several: ticks these, and accepts. */
  async chooseAll(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.#row(label).click();
    await this.accept();
  }

  /** Types and accepts, and waits for what comes next: the box for the next question is the same one, and would take its answer too early. */
  async fill(text: string): Promise<void> {
    await this.type(text);
    const asked = await this.#content();
    await this.accept();
    const deadline = Date.now() + longestPause;
    while (Date.now() < deadline && (await this.#content()) === asked) await sleep(20);
  }

  /** Types without accepting, to look at what VS Code says to it. */
  async type(text: string, options: Patience = {}): Promise<void> {
    await this.#line().fill(text, options);
  }

  /** What stands in the line; nothing when the box is not there. */
  async value(): Promise<string> {
    const values = await this.#line().evaluateAll((lines: HTMLInputElement[]) =>
      lines.map((line) => line.value),
    );
    return values.join('');
  }

  async accept(): Promise<void> {
    await this.#line().press('Enter');
  }

  async cancel(): Promise<void> {
    await this.root.waitFor();
    await this.#page.keyboard.press('Escape');
    await this.root.waitFor({ state: 'hidden' });
  }

  title(): Promise<string> {
    return this.root.locator('.quick-input-title').innerText();
  }

  /** What an empty line says. */
  async placeholder(): Promise<string> {
    return (await this.#line().getAttribute('placeholder')) ?? '';
  }

  /** The prompt, or what is wrong with the text so far. */
  message(): Promise<string> {
    return this.root.locator('.quick-input-message').innerText();
  }

  /** All that is read in it; nothing when it is not there. */
  async #content(): Promise<string> {
    const texts = await this.root.evaluateAll((boxes: HTMLElement[]) =>
      boxes.map((box) => `${box.innerText}\n${box.querySelector('input')?.value ?? ''}`),
    );
    return texts.join('');
  }

  #line(): Locator {
    return this.root.locator('input.input');
  }

  #rows(): Locator {
    return this.root.locator('.quick-input-list .monaco-list-row');
  }

  #row(label: string): Locator {
    return this.#rows().filter({ has: this.#page.locator('.label-name', { hasText: exactly(label) }) });
  }
}
