import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';

/** Seconds that a hover may take to come before the mouse tries again: a row that is drawn anew loses it. */
const patience = 3;

/** What the hover over the target says. */
export async function readHover(page: Page, target: Locator): Promise<string> {
  const hover = page.locator('.monaco-hover:visible .hover-contents:visible').first();
  const text = async (): Promise<string | undefined> =>
    (await hover.isVisible()) ? hover.innerText() : undefined;
  return eventually(async () => {
    await page.mouse.move(700, 450);
    // The hover of what has the focus stays, wherever the mouse goes; there is one at a time, so ours takes its place.
    const before = await text();
    await target.hover();
    const other = async (): Promise<string> => {
      const now = await text();
      assert.ok(now !== undefined && now !== before, 'No hover came.');
      return now;
    };
    // On a slow machine the one that stays may be ours, of the time before.
    return eventually(other, patience).catch((error: unknown) => {
      if (before === undefined) throw error;
      return before;
    });
  }, 30);
}
