import type { Locator } from 'playwright-core';

/** Matches the whole text of an element, where Playwright would look for a part of it. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s')}\\s*$`);
}

/** An icon button of a tree row or a title bar. VS Code appends the key binding to its name. */
export function action(parent: Locator, title: string): Locator {
  const name = JSON.stringify(title);
  const bound = JSON.stringify(`${title} (`);
  return parent.locator(`a.action-label[aria-label=${name}], a.action-label[aria-label^=${bound}]`);
}
