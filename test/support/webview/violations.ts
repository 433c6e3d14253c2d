import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe has against a page as it is now, a line for each element. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  // As text: axe is in the page, and this file has no types of what is there.
  return page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => [id, impact, target.join(' '), failureSummary].join(' | '))))`);
}
