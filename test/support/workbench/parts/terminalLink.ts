import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const shortTimeout = { timeout: 3_000 };

/** A link is nothing in the page before the pointer rests on its place: the terminal then asks who knows one. */
export async function followTerminalLink(page: Page, words: string): Promise<void> {
  const terminal = page.locator('.terminal-wrapper.active');
  const row = terminal.locator('.xterm-rows > div').filter({ hasText: words }).last();
  const place = await row.evaluate(middleOf, words);
  assert.ok(place, words);
  await page.mouse.move(place.x, place.y);
  await page.keyboard.down('ControlOrMeta');
  try {
    await terminal.locator('.xterm-cursor-pointer').waitFor(shortTimeout);
    await page.mouse.click(place.x, place.y);
  } finally {
    await page.keyboard.up('ControlOrMeta');
  }
}

/** Runs in the page. A row has a span for each colour. */
function middleOf(row: Element, words: string): { readonly x: number; readonly y: number } | undefined {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const text = (row.textContent ?? '').replaceAll('\u00a0', ' ');
  let left = text.indexOf(words) + Math.floor(words.length / 2);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left < length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    left -= length;
  }
  return undefined;
}
