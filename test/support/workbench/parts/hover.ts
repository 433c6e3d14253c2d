import type { Locator, Page } from 'playwright-core';

/** What the hover over the target says. */
export async function readHover(page: Page, target: Locator): Promise<string> {
  await target.hover();
  const hover = page.locator('.monaco-hover:visible .hover-contents:visible').first();
  await hover.waitFor();
  return hover.innerText();
}
