import type { Locator, Page } from 'playwright-core';

/** What the hover over the target says. */
export async function readHover(page: Page, target: Locator): Promise<string> {
  const hover = page.locator('.monaco-hover:visible .hover-contents:visible');
  // A hover that is open or about to open, over what was clicked last, would be taken for the new one.
  await page.mouse.move(700, 450);
  await hover.first().waitFor({ state: 'hidden' });
  await target.hover();
  await hover.first().waitFor();
  return hover.first().innerText();
}
