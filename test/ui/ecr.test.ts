import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { StandInEcr } from '../support/ecr/standIn';
import { startStandInEcr } from '../support/ecr/standIn';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { loadScratchImage, removeTestImages } from '../support/engine/images';
import { startStandInSageMaker, type StandInSageMaker } from '../support/hosting/standIn';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { dragTo } from '../support/workbench/parts/dragTo';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

describe('The way into ECR', () => {
  const workspace = ownFolder('ecr');
  let browser: Browser;
  let ecr: StandInEcr;
  let aws: StandInSageMaker;
  let server: Server;
  let workbench: Workbench;
  const repositories = () => workbench.view('Repositories');
  const images = () => workbench.view('Images');
  /** What a push has left under the registry's name. */
  const removeLocalImages = async (): Promise<void> => {
    const engine = connect(testEngine());
    const names = (await engine.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
    for (const name of names.filter((each) => each.startsWith(ecr.registry.host)))
      await engine.getImage(name).remove();
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    writeFileSync(join(workspace.path, 'iris.train.json'), '{\n  "image": "iris:1" // of the model\n}\n');
    const dockerfile = 'FROM longshore-test/scratch:latest\nLABEL longshore.test=pushed\n';
    writeFileSync(join(workspace.path, 'Dockerfile'), dockerfile);
    ecr = await startStandInEcr();
    ecr.create('team/other', 'IMMUTABLE');
    ecr.create('team/far', 'MUTABLE', 'eu-west-1');
    const scratch = await loadScratchImage(testEngine());
    await connect(testEngine()).getImage(scratch).tag({ repo: 'longshore-test/pushed', tag: '1' });
    browser = await launchChromium();
    aws = await startStandInSageMaker();
    aws.make('iris', [{ name: 'blue', weight: 1, instances: 1, image: `${ecr.registry.host}/team/other:3` }]);
    const environment = {
      DOCKER_HOST: testEngine().host,
      ...ecr.environment,
      AWS_ENDPOINT_URL_SAGEMAKER: aws.environment['AWS_ENDPOINT_URL'] ?? '',
    };
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.focusView('SageMaker', 'Repositories');
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await aws?.stop();
    await ecr?.stop();
    await removeTestImages(testEngine(), 'pushed');
    await removeLocalImages();
    workspace.release();
  });

  it('begins with the repositories of the account and region', async () => {
    await repositories().row('team/other').root.waitFor();
    assert.match(await repositories().root.textContent().then(String), /123456789012 · us-east-1/);
    await workbench.statusBarItem('123456789012 · keys of the environment · us-east-1').waitFor();
    await repositories().row('team/other').expand();
    await repositories().row('No images yet').root.waitFor();
  });

  it('asks where an image goes, shows what was looked at, and tells what came of it', async () => {
    await images().row('longshore-test/pushed').expand();
    await images().row('1').clickInlineAction('Push Image to ECR…');
    await workbench.quickInput.choose('longshore-test/pushed');
    await workbench.quickInput.fill('2');
    assert.match(await workbench.dialog.text(), /✔ Account 123456789012 in us-east-1/);
    assert.match(await workbench.dialog.text(), /! Repository longshore-test\/pushed will be created/);
    assert.match(await workbench.dialog.text(), /✔ Manifest of Docker’s kind/);
    await workbench.dialog.clickButton('Push');
    await workbench.notification(/longshore-test\/pushed:2 is in ECR/).clickButton('Copy Pinned URI');
    await repositories().row('longshore-test/pushed').expand();
    await eventually(async () => assert.match(await repositories().row('2').text(), /^2 \d+ B · /));
    await eventually(async () => assert.match(await images().row('1').text(), / · in ECR/));
  });

  it('takes an image that is dropped on a repository, and writes its address where it is used', async () => {
    const other = repositories().row('team/other').root;
    await dragTo(images().row('1').root, other);
    await workbench.quickInput.fill('3');
    assert.match(await workbench.dialog.text(), /Push to team\/other:3\?[^]*✔ Tag 3 is free/);
    await workbench.dialog.clickButton('Push');
    await workbench.notification(/team\/other:3 is in ECR/).clickButton('Use It in a File…');
    await eventually(async () =>
      assert.match(
        await workbench.editor.text(),
        /"image": ".*\/team\/other@sha256:[0-9a-f]{64}" \/\/ of the model/,
      ),
    );
  });

  it('leads what was pushed to the endpoints that could run it', async () => {
    await images().row('1').clickInlineAction('Push Image to ECR…');
    await workbench.quickInput.choose('team/other');
    await workbench.quickInput.fill('5');
    await workbench.dialog.clickButton('Push');
    await workbench.notification(/team\/other:5 is in ECR/).clickButton('Update an Endpoint…');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'iris / blue' }).waitFor();
    await workbench.quickInput.cancel();
  });

  it('builds a Dockerfile and goes on to push what came of it', async () => {
    await workbench.runCommand('SageMaker: Build and Push Image to ECR…');
    await workbench.quickInput.choose('Name');
    await workbench.quickInput.fill('longshore-test/pushed:2');
    await workbench.quickInput.choose('Build longshore-test/pushed:2');
    await workbench.quickInput.choose('longshore-test/pushed');
    await workbench.quickInput.fill('2');
    assert.match(
      await workbench.dialog.text(),
      /! Tag 2 moves from [0-9a-f]{12} to this image\s+→ Who pulls/,
    );
    await workbench.dialog.clickButton('Cancel');
  });

  it('has an image scanned, and shows what was found', async () => {
    ecr.find({ findings: [{ name: 'CVE-1', severity: 'HIGH', uri: 'https://cve.example/1' }] });
    await repositories().row('2').chooseFromContextMenu('Start Scan of ECR Image');
    await workbench.notification('longshore-test/pushed:2: high: 1').clickButton('Show Findings');
    const page = workbench.webviewPanel('vscode.markdown-language-features');
    await page.getByRole('link', { name: 'CVE-1' }).waitFor();
    await eventually(async () => assert.match(await repositories().row('2').text(), /1 high$/));
  });

  it('tries a lifecycle policy before it is put', async () => {
    await repositories().row('longshore-test/pushed').chooseFromContextMenu('Edit Lifecycle Policy…');
    await workbench.quickInput.choose('Keep the Last Images…');
    await workbench.quickInput.fill('5');
    await eventually(async () => assert.match(await workbench.editor.text(), /"countNumber": 5/));
    await workbench.runCommand('SageMaker: Put Policy in ECR…');
    assert.match(await workbench.dialog.text(), /As the repository is now, no image goes: it has 1\./);
    await workbench.dialog.clickButton('Put Policy');
    await workbench.notification('The policy of longshore-test/pushed is in ECR.').dismiss();
    assert.ok(ecr.calls.includes('PutLifecyclePolicy'));
  });

  it('makes a repository, and removes an image when that is meant', async () => {
    await workbench.runCommand('SageMaker: Create Repository…');
    await workbench.quickInput.type('Team/New');
    await eventually(async () =>
      assert.match(await workbench.quickInput.message(), /Repositories are lower case: team\/new/),
    );
    await workbench.quickInput.fill('team/new');
    await workbench.quickInput.choose('Create With Fixed Tags');
    await repositories().row('team/new').root.waitFor();
    assert.match(await repositories().row('team/new').text(), /fixed tags/);
    await removeLocalImages();
    await repositories().row('2').clickInlineAction('Pull ECR Image');
    await workbench.notification(/longshore-test\/pushed:2 is on the engine/).dismiss();
    await repositories().row('team/new').chooseFromContextMenu('Remove Repository…');
    await workbench.quickInput.type('team');
    await eventually(async () => assert.match(await workbench.quickInput.message(), /Type team\/new\./));
    await workbench.quickInput.fill('team/new');
    await repositories().row('team/new').root.waitFor({ state: 'detached' });
    await repositories().row('2').chooseFromContextMenu('Remove ECR Images…');
    await workbench.dialog.clickButton('Remove');
    await repositories().row('No images yet').root.waitFor();
  });

  it('says what is missing when AWS does not let one in', async () => {
    ecr.deny('DescribeRepositories');
    await workbench.runCommand('SageMaker: Refresh Repositories');
    await repositories().root.getByText('your user or role needs ecr:DescribeRepositories').waitFor();
  });

  it('says in the status bar when the session is over, and when there is a new one', async () => {
    ecr.allow('DescribeRepositories');
    ecr.expireKeys(true);
    await workbench.runCommand('SageMaker: Refresh Repositories');
    const over = workbench.statusBarItem('AWS: sign in');
    await over.waitFor();
    const background = await over.evaluate((item) => getComputedStyle(item).backgroundColor);
    assert.notEqual(background, 'rgba(0, 0, 0, 0)', 'It stands out.');
    await over.click();
    await workbench.quickInput.choose('Sign in to AWS');
    await eventually(async () => assert.match(await workbench.terminalText(), /aws configure sso/));
    ecr.expireKeys(false);
    await workbench.runCommand('SageMaker: Refresh Repositories');
    await workbench.statusBarItem('123456789012 · keys of the environment · us-east-1').waitFor();
  });

  it('shows another region beside it, each with what it has', async () => {
    await workbench.runCommand('SageMaker: Add AWS Region…');
    await workbench.quickInput.type('eu-west-1');
    await workbench.quickInput.choose('eu-west-1');
    await repositories().row('team/far').root.waitFor();
    assert.deepEqual(await repositories().labels(), [
      'us-east-1',
      'longshore-test/pushed',
      'team/other',
      'eu-west-1',
      'team/far',
    ]);
    await repositories().row('team/other').chooseFromContextMenu('Pin Repository');
    await eventually(async () => assert.equal((await repositories().labels())[1], 'team/other'));
  });
});
