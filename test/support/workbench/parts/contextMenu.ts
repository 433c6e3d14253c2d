import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** A menu ignores the release of the button that opened it, and so any click in this time. */
const menuMilliseconds = 250;

/** Right-clicks and picks the entry with this title. */
export async function chooseFromContextMenu(page: Page, target: Locator, title: string): Promise<void> {
  await target.click({ button: 'right' });
  const item = page.locator('.monaco-menu').getByRole('menuitem', { name: title, exact: true });
  await item.hover();
  await sleep(menuMilliseconds);
  await item.click();
  await item.waitFor({ state: 'hidden' });
}

/** The titles in the context menu, which is closed again. */
export async function readContextMenu(page: Page, target: Locator): Promise<string[]> {
  await target.click({ button: 'right' });
  const items = page.locator('.monaco-menu').getByRole('menuitem');
  await items.first().waitFor();
  const titles = await items.allInnerTexts();
  await page.keyboard.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
  return titles.map((title) => title.trim()).filter((title) => title !== '');
}
