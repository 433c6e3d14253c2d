import { launchChromium } from './support/vscode/chromium';
import { openPage } from './support/webview/openPage';
import { sampleBeat, sampleSnapshot } from './support/webview/sampleResources';

const browser = await launchChromium();
const wanted = process.argv.slice(2);
const shots = [
  { name: 'dark', theme: 'dark', width: 1400, height: 900, gpus: 8 },
  { name: 'light', theme: 'light', width: 1400, height: 900, gpus: 8 },
  { name: 'contrast', theme: 'high-contrast', width: 1400, height: 900, gpus: 8 },
  { name: 'low', theme: 'dark', width: 1400, height: 260, gpus: 1 },
  { name: 'narrow', theme: 'dark', width: 300, height: 1500, gpus: 8 },
  { name: 'table', theme: 'light', width: 1400, height: 1200, gpus: 8 },
  { name: 'hover', theme: 'dark', width: 1400, height: 700, gpus: 8 },
  { name: 'empty', theme: 'dark', width: 1000, height: 260, gpus: 0 },
  { name: 'early', theme: 'light', width: 1000, height: 500, gpus: 2 },
] as const;
for (const { name, theme, width, height, gpus } of shots.filter(
  (s) => wanted.length === 0 || wanted.includes(s.name),
)) {
  const open = await openPage('resources', { browser, theme, width, height });
  const machine = {
    gpus,
    runs: name === 'low' || name === 'early' ? ['iris-0425'] : ['iris-0425', 'iris-0424', 'iris-0423'],
  };
  const seconds = name === 'early' ? 14 : 600;
  if (name === 'empty')
    await open.call('show', {
      choices: [{ id: 'a', label: 'iris-0425', detail: 'yesterday, completed', running: false }],
      shown: [],
      figures: [],
      hints: [],
      charts: [],
      processes: [],
      notes: ['No GPU: nvidia-smi is not installed on this machine.'],
    });
  else {
    await open.call('show', sampleSnapshot(machine, seconds));
    await open.page.waitForTimeout(300);
    await open.call('grow', sampleBeat(machine, seconds, seconds + 1));
  }
  await open.page.waitForTimeout(400);
  if (name === 'table') await open.page.getByRole('button', { name: 'Show Values as Tables' }).click();
  if (name === 'table') await open.page.locator('summary', { hasText: 'Compared' }).click();
  if (name === 'hover') {
    const box = await open.page.locator('longshore-plot').nth(2).boundingBox();
    if (box) {
      await open.page.mouse.move(box.x + 150, box.y + 50);
    }
  }
  await open.page.waitForTimeout(400);
  await open.page.screenshot({ path: `/tmp/wt/pagescratch/${name}.png` });
  process.stdout.write(`${name} ${JSON.stringify(open.complaints)}\n`);
  await open.close();
}
await browser.close();
