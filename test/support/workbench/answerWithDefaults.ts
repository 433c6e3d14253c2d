import assert from 'node:assert/strict';
import { eventually } from './eventually';
import type { Workbench } from './workbench';

/** Scaffolds: whatever is asked, and however much, Enter takes what is marked until only a name is missing. */
export async function answerWithDefaults({ quickInput }: Workbench, name: string): Promise<void> {
  for (;;) {
    const title = await quickInput.title();
    assert.match(title, /^Scaffold Container \(/);
    if (!(await quickInput.hasList())) break;
    await quickInput.accept();
    await eventually(async () => assert.notEqual(await quickInput.title(), title));
  }
  await quickInput.fill(name);
}
