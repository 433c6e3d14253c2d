import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { startStandInEcr } from '../support/ecr/standIn';
import { connect } from '../support/engine/connection';
import { emptyFront } from '../support/engine/emptyFront';
import type { Engine } from '../support/engine/engine';
import { startPrivateFront } from '../support/engine/front';
import { installFakeNvidiaSmi } from '../support/gpu/installFakeNvidiaSmi';
import { startStandInSageMaker } from '../support/hosting/standIn';
import { ownFolder } from '../support/ownership';
import { watchedRun } from '../support/runs/watchedRun';
import { askShop, writeShop } from '../support/serve/servedShop';
import { servingImage } from '../support/serve/servingImage';
import { launchChromium } from '../support/vscode/chromium';
import type { ExtensionSource } from '../support/vscode/server/installExtension';
import { startServer } from '../support/vscode/server/startServer';
import { answerWithDefaults } from '../support/workbench/answerWithDefaults';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

interface Front {
  readonly host: string;
  readonly environment?: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** What a picture shows: the engine that the window is given, and when the view is worth looking at. */
interface Scene {
  readonly name: string;
  readonly engine: (engine: Engine) => Promise<Front>;
  readonly settle: (workbench: Workbench) => Promise<void>;
  /** After the picture. */
  readonly leave?: (workbench: Workbench) => Promise<void>;
  /** Fills a folder of its own, instead of the examples. */
  readonly workspace?: (folder: string) => void;
}

const welcome = async (workbench: Workbench, text: string): Promise<void> =>
  workbench.view('Images').root.locator('.welcome-view-content', { hasText: text }).waitFor();

const scenes: readonly Scene[] = [
  {
    name: 'images-full',
    engine: frontWithEndpoint,
    settle: async (workbench) => {
      await workbench.focusView('SageMaker', 'Repositories');
      await workbench.view('Repositories').row('team/churn-model').expand();
      await workbench.view('Repositories').row('1').root.waitFor();
      await workbench.runCommand('SageMaker: Focus on Images View');
      const view = workbench.view('Images');
      await view.row('churn-model').expand();
      await view.root.getByText('deployed at').first().waitFor();
      await view.root.getByText('frees').first().waitFor();
      const { mouse } = workbench.page;
      await mouse.move(348, 300);
      await mouse.down();
      await mouse.move(640, 300, { steps: 5 });
      await mouse.up();
      await view.row('latest').tooltip();
      await workbench.page.locator('.monaco-hover:visible', { hasText: 'is on the PATH' }).waitFor();
    },
  },
  {
    name: 'images-empty',
    engine: emptyFront,
    settle: async (workbench) => welcome(workbench, 'There are no images'),
  },
  {
    name: 'images-stopped',
    engine: async () => ({ host: 'unix:///run/longshore/no-engine-here.sock', stop: async () => undefined }),
    settle: async (workbench) => welcome(workbench, 'does not answer'),
  },
  {
    name: 'dockerfile',
    engine: startPrivateFront,
    settle: async (workbench) => {
      await workbench.openFile('broken-container/Dockerfile');
      await workbench.page.locator('.squiggly-error').first().waitFor();
      await workbench.page
        .locator('.view-line', { hasText: 'ENTRYPOINT' })
        .locator('span span')
        .first()
        .hover();
      await workbench.page.locator('.monaco-hover:visible', { hasText: 'SageMaker will run' }).waitFor();
    },
  },
  {
    name: 'runs',
    engine: frontWithPython,
    settle: async (workbench) => {
      await workbench.openFile('iris.train.json');
      await workbench.editor.clickCodeLens('Train Locally');
      await workbench.notification(/iris completed in/).root.waitFor({ timeout: 60_000 });
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.view('Runs').row('iris').expand();
    },
  },
  {
    name: 'watch',
    engine: frontWithGpus,
    workspace: watchedRun,
    settle: async (workbench) => {
      await workbench.openFile('watched.train.json');
      await workbench.editor.clickCodeLens('Train Locally');
      const runs = workbench.view('Runs');
      await runs.row('/opt/ml').expand();
      await runs.row('checkpoints').expand();
      await runs.row('watched').clickInlineAction('Show Resources and Metrics');
      const page = workbench.onlyWebview('longshore.longshore');
      await page.getByText('GPU Utilization', { exact: true }).first().waitFor();
      await sleep(30_000);
      await workbench.runCommand('View: Toggle Maximized Panel');
      await sleep(3000);
    },
    leave: async (workbench) => {
      await workbench.view('Runs').row('watched').clickInlineAction('Stop Run');
      await workbench.notification(/watched was stopped/).root.waitFor();
    },
  },
  {
    name: 'serve',
    engine: frontWithServer,
    workspace: (folder) => writeShop(folder, { name: 'shop', image: 'longshore-test/served:latest' }),
    settle: async (workbench) => {
      await workbench.openFile('shop.endpoint.json');
      await workbench.editor.clickCodeLens('Serve Locally');
      const page = workbench.webviewPanel('longshore.longshore');
      await page.getByText('in service · on this machine').waitFor();
      const url = await page.locator('code.address').innerText();
      for (let count = 0; count < 240; count += 1) await askShop(url, 'shop');
      const share = page.getByLabel('Traffic of green in percent');
      await share.fill('30');
      await share.press('Tab');
      for (let count = 0; count < 60; count += 1) await askShop(url, 'shop');
      await workbench.view('Runs').row('blue').expand();
      await sleep(2000);
    },
    leave: async (workbench) => {
      await workbench.view('Runs').row('shop').clickInlineAction('Stop Local Endpoint');
      await eventually(async () => assert.match(await workbench.view('Runs').row('shop').text(), /stopped/));
    },
  },
  {
    name: 'walkthrough',
    engine: startPrivateFront,
    workspace: () => undefined,
    settle: async (workbench) => {
      const { walkthrough } = workbench;
      await workbench.runCommand('SageMaker: Open Walkthrough');
      await walkthrough.clickButton('Scaffold Container…');
      // The window of the other theme has the same folder.
      await answerWithDefaults(workbench, `first-${Date.now()}`);
      await workbench.page.getByRole('tab', { name: /Preview README\.md/ }).waitFor();
      await workbench.runCommand('SageMaker: Open Walkthrough');
      await walkthrough.select('Read the Diagnostics');
      await walkthrough.clickButton('Check All Dockerfiles');
      await workbench.page.getByText('No problems have been detected').waitFor();
      await workbench.runCommand('View: Toggle Panel Visibility');
      await workbench.runCommand('View: Close Primary Side Bar');
      await workbench.runCommand('SageMaker: Open Walkthrough');
      await walkthrough.select('Train Locally');
      await sleep(1000);
    },
  },
  {
    name: 'scaffold',
    engine: startPrivateFront,
    workspace: () => undefined,
    settle: async (workbench) => {
      await workbench.runCommand('SageMaker: Scaffold Container…');
      await workbench.quickInput.choose('Use a prebuilt image with my script');
      await workbench.page.locator('.quick-input-title', { hasText: '(2/' }).waitFor();
      await sleep(500);
    },
    leave: async (workbench) => workbench.quickInput.cancel(),
  },
  {
    name: 'repositories',
    engine: async (engine) => frontWithEcr(engine),
    settle: async (workbench) => {
      await workbench.focusView('SageMaker', 'Repositories');
      const view = workbench.view('Repositories');
      await view.row('team/churn-model').expand();
      await view.row('1').root.waitFor();
      await workbench.view('Images').row('churn-model').expand();
      await workbench.view('Images').row('latest').clickInlineAction('Push Image to ECR…');
      await workbench.quickInput.choose('team/churn-model');
      await workbench.quickInput.fill('2');
      await workbench.page.locator('.monaco-dialog-box').waitFor();
      await sleep(500);
    },
    leave: async (workbench) => workbench.dialog.clickButton('Cancel'),
  },
  {
    name: 'endpoint',
    engine: frontWithEndpoints,
    settle: async (workbench) => {
      await workbench.focusView('SageMaker', 'Endpoints');
      const view = workbench.view('Endpoints');
      await view.row('iris').expand();
      await view.row('blue').root.waitFor();
      await view.row('iris').clickInlineAction('Edit Endpoint…');
      const page = workbench.onlyWebview('longshore.longshore');
      await page.getByLabel('Traffic of green', { exact: true }).press('Shift+ArrowRight');
      await page.getByText('Review Changes').click();
      await page.getByText('Copy Calls').waitFor();
      await sleep(500);
    },
  },
  {
    name: 'findings',
    engine: frontWithEcr,
    workspace: (folder) => {
      mkdirSync(join(folder, '.vscode'));
      const settings = { 'longshore.aws.regions': ['us-east-1', 'eu-central-1'] };
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    },
    settle: async (workbench) => {
      await workbench.focusView('SageMaker', 'Repositories');
      for (const name of ['Images', 'Runs']) await workbench.view(name).root.locator('.pane-header').click();
      const view = workbench.view('Repositories');
      await view.row('team/churn-model').expand();
      await view.row('1').chooseFromContextMenu('Show Scan Findings');
      const page = workbench.webviewPanel('vscode.markdown-language-features');
      await page.getByRole('link', { name: 'CVE-2026-0113' }).waitFor();
      await sleep(500);
    },
    // The window of the other theme remembers which views are open.
    leave: async (workbench) => {
      for (const name of ['Images', 'Runs']) await workbench.view(name).root.locator('.pane-header').click();
    },
  },
  {
    name: 'resources',
    engine: startPrivateFront,
    settle: async (workbench) => {
      await workbench.focusView('SageMaker Resources', 'Resources');
      await workbench.webviewView('longshore.longshore').getByText('Nothing runs.').waitFor();
    },
  },
];

/** What the example's Dockerfile starts from, where no registry is in reach: the Python of the bench under that name. */
async function frontWithPython(engine: Engine): Promise<Front> {
  const docker = connect(engine);
  const name = { repo: 'python', tag: '3.12-slim' };
  const known = await docker.listImages({ filters: { reference: [`${name.repo}:${name.tag}`] } });
  if (known.length === 0) await docker.getImage('longshore-test/python-base:latest').tag(name);
  const front = await startPrivateFront(engine);
  return {
    host: front.host,
    stop: async () => {
      await front.stop();
      if (known.length === 0) await docker.getImage(`${name.repo}:${name.tag}`).remove();
      await docker.getImage('longshore/iris:latest').remove({ force: true });
    },
  };
}

async function frontWithServer(engine: Engine): Promise<Front> {
  await servingImage(engine, 'served');
  return startPrivateFront(engine);
}

/** SageMaker's stand-in: an endpoint that a team lives with. */
async function frontWithEndpoints(engine: Engine): Promise<Front> {
  const aws = await startStandInSageMaker();
  const image = (name: string) =>
    `123456789012.dkr.ecr.us-east-1.amazonaws.com/team/${name}@sha256:${name.at(0)?.charCodeAt(0).toString(16).repeat(32)}`;
  aws.make('churn', [{ name: 'only', weight: 1, serverless: { memory: 2048, max: 20 } }]);
  aws.make('iris', [
    { name: 'blue', weight: 0.9, instances: 4, image: image('iris') },
    { name: 'green', weight: 0.1, instances: 1, image: image('iris-next') },
    { name: 'old', weight: 0, instances: 1, image: image('classic') },
  ]);
  aws.scale('iris', 'blue', { min: 1, max: 6 });
  const front = await startPrivateFront(engine);
  return {
    host: front.host,
    environment: aws.environment,
    stop: async () => {
      await front.stop();
      await aws.stop();
    },
  };
}

/** Amazon ECR's stand-in, with an image that was pushed before. */
async function frontWithEcr(engine: Engine, keepsName = false): Promise<Front & { readonly pushed: string }> {
  const ecr = await startStandInEcr();
  ecr.create('team/churn-model', 'IMMUTABLE');
  ecr.create('team/features');
  ecr.create('team/churn-model', 'IMMUTABLE', 'eu-central-1');
  ecr.find({ enhancedFindings: weaknesses.map(weakness) });
  const docker = connect(engine);
  const name = `${ecr.registry.host}/team/churn-model`;
  await docker.getImage('churn-model:latest').tag({ repo: name, tag: '1' });
  const authconfig = { username: 'AWS', password: ecr.registry.token(), serveraddress: ecr.registry.host };
  const stream = await docker.getImage(name).push({ tag: '1', authconfig });
  await new Promise((resolve) => docker.modem.followProgress(stream, resolve));
  const removeName = async (): Promise<void> => void (await docker.getImage(`${name}:1`).remove());
  const { RepoDigests } = await docker.getImage(`${name}:1`).inspect();
  if (!keepsName) await removeName();
  await ecr.scanned('team/churn-model', '1');
  const front = await startPrivateFront(engine);
  return {
    host: front.host,
    environment: ecr.environment,
    pushed: RepoDigests.find((each) => each.startsWith(`${name}@`)) ?? '',
    stop: async () => {
      await front.stop();
      if (keepsName) await removeName();
      await ecr.stop();
    },
  };
}

/** Made up, as are their numbers. */
const weaknesses = [
  ['CRITICAL', 'CVE-2026-0113', 'openssl', '3.0.17-1', '3.0.19-1'],
  ['HIGH', 'CVE-2026-0208', 'libexpat1', '2.5.0-1', '2.5.0-3'],
  ['HIGH', 'CVE-2026-0209', 'libexpat1', '2.5.0-1', 'NotAvailable'],
  ['MEDIUM', 'CVE-2025-9120', 'python3.11', '3.11.2-6', '3.11.2-8'],
  ['LOW', 'CVE-2025-8001', 'zlib1g', '1.2.13', 'NotAvailable'],
] as const;

const weakness = ([severity, id, name, version, fixedInVersion]: (typeof weaknesses)[number]) => ({
  severity,
  packageVulnerabilityDetails: {
    vulnerabilityId: id,
    sourceUrl: `https://cve.example/${id}`,
    vulnerablePackages: [{ name, version, fixedInVersion }],
  },
});

/** The image that was pushed before runs in an endpoint. */
async function frontWithEndpoint(engine: Engine): Promise<Front> {
  const [front, sagemaker] = [await frontWithEcr(engine, true), await startStandInSageMaker()];
  sagemaker.make('churn', [{ name: 'blue', image: front.pushed, weight: 1, instances: 1 }]);
  return {
    ...front,
    environment: {
      ...front.environment,
      AWS_ENDPOINT_URL_SAGEMAKER: sagemaker.environment['AWS_ENDPOINT_URL'] ?? '',
    },
    stop: async () => {
      await front.stop();
      await sagemaker.stop();
    },
  };
}

/** Two cards, replayed from a recording: this machine need have none. */
async function frontWithGpus(engine: Engine): Promise<Front> {
  const restore = installFakeNvidiaSmi({ LONGSHORE_GPU_COUNT: '2' });
  const front = await startPrivateFront(engine);
  return {
    host: front.host,
    // The PATH of this process, and not that of a login shell.
    environment: { VSCODE_CLI: '1' },
    stop: async () => {
      restore();
      await front.stop();
    },
  };
}

export interface Pictures {
  readonly engine: Engine | undefined;
  readonly extension: ExtensionSource;
  readonly workspace: string;
  readonly folder: string;
  readonly scenes?: readonly string[];
}

/** Takes each scene in a dark and a light theme, in the real workbench. Answers with the files. */
export async function takePictures(pictures: Pictures): Promise<readonly string[]> {
  mkdirSync(pictures.folder, { recursive: true });
  const browser = await launchChromium();
  const files: string[] = [];
  try {
    const wanted = scenes.filter(({ name }) => pictures.scenes?.includes(name) ?? true);
    for (const scene of wanted) files.push(...(await takeScene(scene, browser, pictures)));
  } finally {
    await browser.close();
  }
  return files;
}

async function takeScene(scene: Scene, browser: Browser, pictures: Pictures): Promise<readonly string[]> {
  const { engine, extension, folder } = pictures;
  const own = scene.workspace ? ownFolder('picture-workspace') : undefined;
  if (own) scene.workspace?.(own.path);
  const workspace = own?.path ?? pictures.workspace;
  const front: Front = engine ? await scene.engine(engine) : { host: '', stop: async () => undefined };
  const runs = ownFolder('picture-runs');
  const reached = front.host === '' ? {} : { DOCKER_HOST: front.host };
  const environment = { ...reached, ...front.environment, LONGSHORE_RUNS: runs.path };
  const settings = { 'workbench.sideBar.location': 'left' };
  const server = await startServer({ version: 'current', extensions: [extension], environment, settings });
  const files: string[] = [];
  try {
    for (const theme of ['dark', 'light'] as const) {
      const workbench = await openWorkbench({ server, browser, workspace, theme });
      await workbench.page.setViewportSize({ width: 1200, height: 760 });
      await workbench.openContainer('SageMaker');
      await scene.settle(workbench);
      if (scene.name !== 'dockerfile') await workbench.page.mouse.move(800, 300);
      await sleep(300);
      const file = join(folder, `${scene.name}-${theme}.png`);
      await workbench.screenshot(file);
      await scene.leave?.(workbench);
      files.push(file);
      await workbench.close();
    }
  } finally {
    await server.stop();
    await front.stop();
    runs.release();
    own?.release();
  }
  return files;
}
