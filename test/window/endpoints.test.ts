import assert from 'node:assert/strict';
import type { Browser, FrameLocator } from 'playwright-core';
import { startStandInSageMaker, type StandInSageMaker } from '../support/hosting/standIn';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const soon = { timeout: 3000 };
const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

const imageOf = (account: string): string =>
  `${account}.dkr.ecr.us-east-1.amazonaws.com/team/iris:1@sha256:${'a'.repeat(64)}`;

describe('An endpoint is changed', () => {
  const workspace = ownFolder('endpoints');
  let browser: Browser;
  let aws: StandInSageMaker;
  let server: Server;
  let workbench: Workbench;
  const endpoints = () => workbench.view('Endpoints');
  const page = (): FrameLocator => workbench.onlyWebview('longshore.longshore');
  /** AWS is done with the change that was written last. */
  const settle = async (writes: number): Promise<void> => {
    await eventually(() => assert.equal(aws.writes.length, writes));
    aws.settle('iris');
    await page().getByText('Changing the endpoint').waitFor({ state: 'detached' });
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    aws = await startStandInSageMaker();
    aws.make('iris', [
      { name: 'blue', weight: 0.9, instances: 2, image: imageOf('123456789012') },
      { name: 'green', weight: 0.1, instances: 1, image: imageOf('999999999999') },
    ]);
    aws.measure('Invocations', 'Sum', 'blue', () => 90);
    aws.measure('Invocations', 'Sum', 'green', () => 10);
    aws.measure('ModelLatency', 'p90', 'blue', () => 84_000);
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment: aws.environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.focusView('SageMaker', 'Endpoints');
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await aws?.stop();
    workspace.release();
  });

  it('from the view, which shows how its traffic is split', async () => {
    await endpoints().row('iris').expand();
    await eventually(async () =>
      assert.match(await endpoints().row('green').text(), /^green 10 % · 1 × ml\.m5\.large/),
    );
  });

  it('and leads from an image to its place in Repositories, or says why it has none there', async () => {
    await endpoints().row('green').expand();
    // The view is low: a click on its last row is lost while it scrolls.
    await eventually(async () => {
      await endpoints().row('Image').select();
      await workbench.notification('team/iris belongs to the account 999999999999').root.waitFor(soon);
    }, 30);
    await endpoints().row('green').collapse();
    await endpoints().row('blue').expand();
    const image = workbench.view('Repositories').row('1');
    await eventually(async () => {
      await endpoints().row('Image').select();
      await image.root.waitFor(soon);
    }, 30);
    await eventually(async () => assert.ok(await image.isSelected()));
    assert.deepEqual(await workbench.view('Repositories').labels(), ['team/iris', '1']);
    await endpoints().row('blue').collapse();
  });

  it('on its page', async () => {
    await endpoints().row('iris').clickInlineAction('Edit Endpoint…');
    await page().getByRole('heading', { name: 'iris' }).waitFor();
  });

  it('with the keyboard, reviewed as the very calls, and followed until it is in service', async () => {
    const share = page().getByLabel('Traffic of green', { exact: true });
    await share.focus();
    await share.press('Shift+ArrowRight');
    await page().getByText('10 % → 20 %').waitFor();
    await page().getByText('Review Changes').click();
    await page().getByText('"DesiredWeight": 0.2').waitFor();
    await page().getByText('Apply', { exact: true }).click();
    await page().getByText('Changing the endpoint').waitFor();
    assert.ok(await share.isDisabled());
    await settle(1);
    await page().getByText('green: weight 0.1 → 0.2').waitFor();
    await eventually(async () => assert.match(await endpoints().row('green').text(), /^green 20 %/));
  });

  it('but not over a change of somebody else, which is shown first', async () => {
    const share = page().getByLabel('Traffic of green in percent');
    await share.fill('35');
    await share.press('Tab');
    aws.change('iris', 'blue', { instances: 4 });
    await page().getByText('Review Changes').click();
    await page().getByText('Apply', { exact: true }).click();
    await page().getByText('Somebody else changed this endpoint').waitFor();
    assert.equal(aws.writes.length, 1);
    await page().getByText('Keep Both').click();
    assert.equal(await page().getByLabel('Instances of blue').inputValue(), '4');
    assert.equal(await share.inputValue(), '35');
    await page().getByText('Discard').click();
  });

  it('and back, when its name is typed for a large move', async () => {
    await page().getByText('Undo').click();
    await page().getByText('"DesiredWeight": 0.1').waitFor();
    await page().getByText('Apply', { exact: true }).click();
    await settle(2);
    const share = page().getByLabel('Traffic of green in percent');
    await share.fill('90');
    await share.press('Tab');
    await page().getByText('Review Changes').click();
    await page().getByText('green: each instance gets 9 times').waitFor();
    await page().getByText('Apply', { exact: true }).click();
    await workbench.quickInput.fill('iris');
    await settle(3);
    await page().getByText('green: weight 0.1 → 0.9').waitFor();
    await aws.checkRequests();
  });

  it('to scale by itself, with the target that one instance stands', async () => {
    await page()
      .getByRole('button', { name: /^green/ })
      .last()
      .click();
    await page().getByText('Scale green Automatically').click();
    const stands = page().getByLabel('Requests a second that one instance of green stands');
    await stands.fill('12');
    await stands.press('Tab');
    await page().getByText('Review Changes').click();
    await page().getByText('"TargetValue": 360').waitFor();
    await page().getByText('Apply', { exact: true }).click();
    await page().getByText('green: scaling none → 1 to 2, target 360').waitFor();
    assert.deepEqual(
      aws.writes.slice(-2).map(([, action]) => action),
      ['RegisterScalableTarget', 'PutScalingPolicy'],
    );
    await eventually(async () => assert.match(await endpoints().row('green').text(), /scales 1 to 2/));
  });

  it('beside its own metrics, which say what each instance gets', async () => {
    await page().getByText('Requests a minute', { exact: true }).waitFor();
    await page().getByRole('button', { name: /^blue/ }).first().click();
    await page().getByText('84 ms').waitFor();
    const share = page().getByLabel('Traffic of green in percent');
    await share.fill('95');
    await share.press('Tab');
    await page().getByText('Review Changes').click();
    await page()
      .getByText('green: 90 % → 95 % ≈ +5 requests a minute, on 1 = 95 a minute for each instance.')
      .waitFor();
    await page().getByText('Back', { exact: true }).click();
  });

  it('in a draft that outlives its window', async () => {
    await workbench.reload();
    await page().getByRole('heading', { name: 'iris' }).waitFor();
    await eventually(async () =>
      assert.equal(await page().getByLabel('Traffic of green in percent').inputValue(), '95'),
    );
    await endpoints().row('iris').expand();
    await page().getByText('Discard').click();
    await eventually(async () =>
      assert.equal(await page().getByLabel('Traffic of green in percent').inputValue(), '90'),
    );
  });

  it('in steps and at its hours, after the target is there', async () => {
    await page()
      .getByRole('button', { name: /^green/ })
      .last()
      .click();
    await page().getByText('Add Steps').click();
    const cooldown = page().getByLabel('Cooldown of Steps-1');
    await cooldown.fill('120');
    await cooldown.press('Tab');
    await page().getByText('Add Schedule').click();
    const zone = page().getByLabel('Time zone of Schedule-1');
    await zone.fill('Europe/Berlin');
    await zone.press('Tab');
    await page().getByText('Next, in Europe/Berlin:').waitFor();
    await page().getByText('Review Changes').click();
    await page().getByText('"Timezone": "Europe/Berlin"').waitFor();
    await page().getByText('Apply', { exact: true }).click();
    await page().getByText('green: scheduled action Schedule-1 none →').waitFor();
    assert.deepEqual(
      aws.writes.slice(-2).map(([, action]) => action),
      ['PutScalingPolicy', 'PutScheduledAction'],
    );
    await aws.checkRequests();
  });

  it('beside more endpoints than a page has, of which those stay that were shown', async () => {
    const others = Array.from({ length: 60 }, (_, index) => `a${String(index + 1).padStart(2, '0')}`);
    for (const name of others) aws.make(name, [{ name: 'only', instances: 1 }]);
    await endpoints().row('iris').collapse();
    // The list draws only what is in sight.
    const ends = async (...labels: readonly string[]): Promise<void> => {
      await workbench.focusView('SageMaker', 'Endpoints');
      await eventually(async () => {
        await workbench.page.keyboard.press('End');
        assert.deepEqual((await endpoints().labels()).slice(-labels.length), labels);
      });
    };
    await endpoints().clickTitleAction('Refresh Endpoints');
    // Not on a page that was read: it was changed from here, and so is known by its name.
    await ends('a50', 'iris', 'Show More…');
    await endpoints().row('Show More…').select();
    await ends('a60', 'iris');
    const before = aws.asked('ListEndpoints');
    await endpoints().clickTitleAction('Refresh Endpoints');
    await eventually(() => assert.equal(aws.asked('ListEndpoints'), before + 2));
    await ends('a60', 'iris');
    for (const name of others) aws.drop(name);
    await endpoints().clickTitleAction('Refresh Endpoints');
    await eventually(async () => assert.deepEqual(await endpoints().labels(), ['iris']));
  });

  it('until it is deleted, with its configuration', async () => {
    await endpoints().row('iris').chooseFromContextMenu('Delete Endpoint…');
    await workbench.quickInput.choose('The Endpoint and Its Configuration');
    await workbench.quickInput.fill('iris');
    await eventually(async () => assert.ok(aws.writes.some(([, action]) => action === 'DeleteEndpoint')));
    aws.settle('iris');
    await eventually(async () => assert.equal(aws.writes.at(-1)?.[1], 'DeleteEndpointConfig'));
    await endpoints().root.getByText('There are no endpoints in this account and region').waitFor();
  });
});
