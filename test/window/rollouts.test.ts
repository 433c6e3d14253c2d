import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import { startStandInSageMaker, type StandInSageMaker } from '../support/hosting/standIn';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
/** Where pictures go when somebody wants to look at them. */
const shots = process.env['LONGSHORE_SCREENSHOTS'];

describe('An endpoint gets another configuration', () => {
  const workspace = ownFolder('rollouts');
  const runs = ownFolder('rollouts-kept');
  let browser: Browser;
  let aws: StandInSageMaker;
  let far: StandInSageMaker;
  let server: Server;
  let workbench: Workbench;
  /** What an update made that is rolled back. */
  let [model, config]: readonly (string | undefined)[] = [];
  const isThere = (): boolean =>
    aws.found('model', model ?? '') !== undefined || aws.found('config', config ?? '') !== undefined;
  const endpoints = () => workbench.view('Endpoints');
  const page = (): FrameLocator => workbench.onlyWebview('longshore.longshore');
  const look = async (name: string): Promise<void> => {
    if (shots !== undefined) await workbench.screenshot(join(shots, `${name}.png`));
  };
  const last = (): unknown => aws.writes.at(-1)?.[1];
  const offered = async (label: string): Promise<void> =>
    eventually(async () => assert.match((await workbench.quickInput.labels()).join(), new RegExp(label)));
  /** The questions of a deployment, one after the other. */
  const answer = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) await workbench.quickInput.fill(text);
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    aws = await startStandInSageMaker();
    aws.make('iris', [
      { name: 'blue', weight: 0.9, instances: 4, image: `${registry}/iris:1@sha256:${'a'.repeat(64)}` },
      { name: 'green', weight: 0.1, instances: 2 },
    ]);
    far = await startStandInSageMaker();
    far.make('iris', [{ name: 'only', weight: 1, instances: 1 }]);
    aws.elsewhere('eu-west-1', far);
    aws.alarm({ AlarmName: 'iris-errors', StateValue: 'OK' });
    aws.alarm({ AlarmName: 'iris-loud', StateValue: 'ALARM' });
    browser = await launchChromium();
    const environment = { ...aws.environment, LONGSHORE_RUNS: runs.path };
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    const theme = process.env['LONGSHORE_THEME'] === 'light' ? 'light' : 'dark';
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme });
    await workbench.openContainer('SageMaker');
    await workbench.focusView('SageMaker', 'Endpoints');
    await endpoints().row('iris').expand();
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await aws?.stop();
    await far?.stop();
    workspace.release();
    runs.release();
  });

  it('to a new image with a canary, reviewed as the very calls', async () => {
    await endpoints().row('iris').chooseFromContextMenu('Update Endpoint…');
    await offered('Image of blue');
    await look('1-what');
    await workbench.quickInput.choose('Image of blue…');
    await workbench.quickInput.choose('Type an Address…');
    await answer(`${registry}/iris:2`);
    await workbench.quickInput.choose('Go On');
    await look('2-how');
    await workbench.quickInput.choose('Canary');
    await answer('50 %', '120', '60', '1200');
    await look('3-alarms');
    await workbench.quickInput.chooseAll('iris-errors');
    await look('4-keep');
    await workbench.quickInput.accept();
    await offered('Update iris');
    await look('5-review');
    assert.deepEqual(aws.writes, []);
    await workbench.quickInput.choose('Update iris');
    await eventually(() => assert.equal(last(), 'UpdateEndpoint'));
    assert.match(
      JSON.stringify(aws.writes.at(-1)),
      /"RetainAllVariantProperties":true.*"CANARY".*"Value":50.*"AlarmName":"iris-errors"/,
    );
  });

  it('which is followed through its phases, in the status bar and the view', async () => {
    aws.phase('iris', 'Baking');
    await workbench.statusBarItem(/Updating iris · \d+ (?:s|min).* · being updated · baking/).waitFor();
    await eventually(async () => assert.match(await endpoints().row('blue').text(), /Baking/));
    await look('6-baking');
    aws.settle('iris');
    await workbench.notification(/iris is in service with iris-\d{8}-\d{6}/).root.waitFor();
    await look('7-done');
    await eventually(async () => assert.match(await endpoints().row('blue').text(), /^blue 90 % · 4/));
  });

  it('and goes back with Undo, all at once', async () => {
    await workbench.notification(/iris is in service with/).clickButton('Undo…');
    await workbench.quickInput.choose('All at Once');
    await answer('0', '0', '3600');
    await workbench.quickInput.accept();
    await workbench.quickInput.accept();
    await workbench.quickInput.choose('Update iris');
    await eventually(() => assert.match(JSON.stringify(aws.writes.at(-1)), /"EndpointConfigName":"iris-1"/));
    aws.rollBack('iris', 'No capacity for ml.m5.large.');
    await workbench.statusBarItem(/rolling back/).waitFor();
    aws.settle('iris');
    await workbench
      .notification(/iris was rolled back and serves with .* AWS said: No capacity/)
      .root.waitFor();
    // It made nothing, and so has left nothing.
    assert.deepEqual(await workbench.notification(/iris was rolled back/).buttons(), ['Update Again…']);
    await look('8-rolled-back');
    await workbench.notification(/iris was rolled back/).dismiss();
  });

  it('and what an update made that was rolled back is named, and stays until it is asked for', async () => {
    await endpoints().row('iris').chooseFromContextMenu('Update Endpoint…');
    await workbench.quickInput.choose('Image of blue…');
    await workbench.quickInput.choose('Type an Address…');
    await answer(`${registry}/iris:3`);
    await workbench.quickInput.choose('Go On');
    await workbench.quickInput.choose('All at Once');
    await answer('0', '0', '3600');
    await workbench.quickInput.accept();
    await workbench.quickInput.accept();
    await offered('Update iris');
    const before = aws.writes.length;
    await workbench.quickInput.choose('Update iris');
    await eventually(() => assert.equal(aws.writes.length, before + 3));
    const made = JSON.stringify(aws.writes.slice(before, -1));
    [model, config] = ['ModelName', 'EndpointConfigName'].map(
      (key) => new RegExp(`"${key}":"(iris[^"]*)"`).exec(made)?.[1] ?? '',
    );
    assert.deepEqual([isThere(), model, config].map(Boolean), [true, true, true]);
    aws.rollBack('iris', 'The container did not answer.');
    await workbench.statusBarItem(/rolling back/).waitFor();
    aws.settle('iris');
    await workbench
      .notification(/iris was rolled back .* AWS said: The container/)
      .clickButton('Remove What Was Made…');
    assert.match(
      await workbench.dialog.text(),
      new RegExp(`Remove what was made for ${config}\\?[^]*Configuration ${config}\\s+Model ${model}`),
    );
    await look('8-remove');
    await workbench.dialog.clickButton('Cancel');
    assert.ok(isThere());
  });

  it('and is shown on the page of the endpoint, with the way back', async () => {
    await endpoints().row('iris').clickInlineAction('Edit Endpoint…');
    await page().getByText('Configurations from this machine').waitFor();
    await page().getByText(`image iris:1 → ${registry}/iris:2`).first().waitFor();
    await page().getByText('Update Endpoint…').waitFor();
    assert.equal(await page().getByText('AWS rolled it back.').count(), 2);
    await look('9-page');
  });

  it('where what is left can be taken away later, the configuration first', async () => {
    await page().getByText('Remove What Was Made…').click();
    await workbench.dialog.clickButton('Remove');
    await workbench.notification(`Removed: ${config}, ${model}.`).root.waitFor();
    assert.deepEqual(
      aws.writes.slice(-2).map(([, action]) => action),
      ['DeleteEndpointConfig', 'DeleteModel'],
    );
    assert.ok(!isThere());
    await page().getByText('Remove What Was Made…').waitFor({ state: 'detached' });
    await aws.checkRequests();
  });

  it('and an endpoint is made of its file, in service before it scales', async () => {
    const file = join(workspace.path, 'wine.endpoint.json');
    const variant = {
      name: 'main',
      image: `${registry}/wine:1`,
      instanceType: 'ml.m5.large',
      instances: 1,
      scaling: { min: 1, max: 2, target: 100 },
    };
    const cloud = { role: 'arn:aws:iam::123456789012:role/sagemaker' };
    writeFileSync(file, JSON.stringify({ variants: [variant], cloud }, undefined, 2));
    await workbench.runCommand('SageMaker: Create Endpoint on SageMaker…');
    await offered('Create wine');
    await look('10-create');
    await workbench.quickInput.choose('Create wine');
    await eventually(() => assert.equal(last(), 'CreateEndpoint'));
    aws.settle('wine');
    await workbench.notification('wine is in service in us-east-1.').root.waitFor();
    assert.equal(last(), 'PutScalingPolicy');
    await aws.checkRequests();
  });

  it('and what a window left half-way is taken up by the next, with the scaling as it was', async () => {
    aws.make('churn', [{ name: 'main', weight: 1, instances: 2 }]);
    const place = {
      ServiceNamespace: 'sagemaker',
      ResourceId: 'endpoint/churn/variant/main',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    };
    const target = { ...place, MinCapacity: 2, MaxCapacity: 5 };
    const update = { action: 'UpdateEndpoint', request: {} };
    const rollout = { endpoint: 'churn', from: 'churn-1', to: 'churn-2', makes: [], update };
    const plan = {
      version: 1,
      id: 'churn-2',
      place: { region: 'us-east-1' },
      account: '123456789012',
      change: {
        rollout,
        scaling: [{ variant: 'main', target, policies: [], schedules: [], alarms: [] }],
        progress: { goal: 'forward', made: 0, accepted: false },
      },
      touched: 0,
    };
    mkdirSync(join(runs.path, '.rollouts', 'churn-2'), { recursive: true });
    const kept = join(runs.path, '.rollouts', 'churn-2', 'plan.json');
    writeFileSync(kept, JSON.stringify(plan));
    await workbench.openContainer('Explorer');
    await workbench.openContainer('SageMaker');
    const question = workbench.notification(/The change of churn to other instances was left half-way/);
    await question.root.waitFor();
    await look('11-half-way');
    await question.clickButton('Restore Scaling');
    await workbench.notification('The scaling of churn is as it was.').root.waitFor();
    assert.deepEqual(aws.scalingOf('churn', 'main'), [target]);
    assert.ok(!existsSync(kept));
  });

  it('and is followed in its own region when several stand side by side', async () => {
    await workbench.runCommand('SageMaker: Add AWS Region…');
    await workbench.quickInput.type('eu-west-1');
    await workbench.quickInput.choose('eu-west-1');
    await endpoints().row('eu-west-1').root.waitFor();
    // Both have one of this name.
    await endpoints().row('us-east-1').collapse();
    await endpoints().row('iris').chooseFromContextMenu('Update Endpoint…');
    await workbench.quickInput.choose('Image of only…');
    await workbench.quickInput.choose('Type an Address…');
    await answer('123456789012.dkr.ecr.eu-west-1.amazonaws.com/iris:2');
    await workbench.quickInput.choose('Go On');
    await workbench.quickInput.choose('All at Once');
    await answer('0', '0', '3600');
    await workbench.quickInput.accept();
    await offered('Update iris');
    const [writes, questions] = [aws.writes.length, aws.asked('DescribeEndpoint')];
    await workbench.quickInput.choose('Update iris');
    await eventually(async () => assert.match(await endpoints().row('iris').text(), /being updated/));
    far.settle('iris');
    await workbench.notification(/iris is in service with iris-\d{8}-\d{6}/).root.waitFor();
    await eventually(async () => assert.match(await endpoints().row('iris').text(), /in service/));
    assert.deepEqual([aws.writes.length, aws.asked('DescribeEndpoint')], [writes, questions]);
    await far.checkRequests();
  });
});
