import type { Locator } from 'playwright-core';

/** As a hand does it: a tree takes notice of what comes over it only while it moves. */
export async function dragTo(from: Locator, to: Locator): Promise<void> {
  const { mouse } = from.page();
  await from.hover();
  await mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(x, y - 3, { steps: 8 });
  await mouse.move(x, y, { steps: 4 });
  await mouse.up();
}
