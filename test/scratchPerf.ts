import { launchChromium } from './support/vscode/chromium';
import { openPage } from './support/webview/openPage';
import { sampleBeat, sampleSnapshot } from './support/webview/sampleResources';
const browser = await launchChromium();
for (const gpus of [8]) {
  const { page, call } = await openPage('resources', { browser, width: 1400, height: 700 });
  await call('show', sampleSnapshot({ gpus }, 600));
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value * 1000]));
  const samples = Array.from({ length: 40 }, (_, i) => ({ call: 'grow', argument: sampleBeat({ gpus }, 600 + i / 2, 600.5 + i / 2) }));
  await page.evaluate((all) => Reflect.set(window, 'beats', all), samples);
  const before = await read();
  for (let i = 0; i < 40; i++) {
    await page.evaluate((place) => window.postMessage(Reflect.get(window, 'beats')[place], '*'), i);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  const after = await read();
  for (const k of ['ScriptDuration', 'TaskDuration', 'LayoutDuration', 'RecalcStyleDuration', 'V8CompileDuration', 'TaskOtherDuration']) process.stdout.write(`${k} ${(((after[k] ?? 0) - (before[k] ?? 0)) / 40).toFixed(2)}  `);
  process.stdout.write('\n');
}
await browser.close();
