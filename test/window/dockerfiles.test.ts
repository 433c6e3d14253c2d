import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const example = fileURLToPath(new URL('../../examples/broken-container', import.meta.url));

describe('The broken Dockerfile', () => {
  const workspace = ownFolder('broken');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  /** Of those that the example is about, what stands under Problems. */
  const expectProblems = async (...rules: readonly string[]): Promise<string[]> =>
    eventually(async () => {
      const texts = await workbench.problems.texts();
      const shown = ['SM201', 'SM301', 'SM501', 'SM601'].filter((rule) =>
        texts.some((text) => text.includes(rule)),
      );
      assert.deepEqual(shown, rules);
      return texts;
    });

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    cpSync(example, workspace.path, { recursive: true });
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }] });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openFile(join(workspace.path, 'Dockerfile'));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    workspace.release();
  });

  it('is underlined where SageMaker would stumble, and listed under Problems', async () => {
    await workbench.editor.squiggles('error').first().waitFor();
    await workbench.runCommand('View: Toggle Problems');
    await expectProblems('SM201', 'SM301', 'SM501', 'SM601');
  });

  it('says on a hover what is wrong, and by which rule', async () => {
    const hover = await workbench.editor.hover('SAGEMAKER_PROGRAMM');
    assert.match(hover, /SAGEMAKER_PROGRAM\b/);
    assert.match(hover, /sagemaker\s*\(?SM501/);
  });

  it('is mended by the light bulb, and the squiggle goes', async () => {
    const { editor } = workbench;
    await editor.quickFix('SAGEMAKER_PROGRAMM', 'Rename to SAGEMAKER_PROGRAM');
    await eventually(async () => assert.match(await editor.text(), /^ENV SAGEMAKER_PROGRAM train\.py$/m));
    await expectProblems('SM201', 'SM301', 'SM601');
  });

  it('is mended as a whole by the command', async () => {
    const { editor } = workbench;
    await workbench.runCommand('SageMaker: Fix Dockerfile');
    await eventually(async () => {
      const text = await editor.text();
      assert.match(text, /^ENTRYPOINT \["python", "\/opt\/ml\/code\/train\.py"\]$/m);
      assert.match(text, /'numpy>=1\.26'/);
    });
    await expectProblems('SM201');
  });

  it('keeps quiet about a rule that is turned off for a reason', async () => {
    const { editor, quickInput } = workbench;
    await editor.quickFix('/opt/ml/input/data/train/data.csv', 'Turn SM201 off in the settings…');
    await quickInput.fill('a sample for the tests');
    await expectProblems();
    await editor.squiggles('error').first().waitFor({ state: 'detached' });
    const file = join(workspace.path, '.vscode', 'settings.json');
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(settings, {
      'longshore.dockerfile.severity': { SM201: 'off: a sample for the tests' },
    });
  });
});
