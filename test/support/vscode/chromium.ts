import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { installPackages } from '../apt';
import { findProgram } from '../processes';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPrograms = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** The path of a Chromium: the one that is asked for, else one that is there, else Debian's, installed. */
async function findChromium(): Promise<string> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined) return asked;
  const found = findInstalled();
  if (found !== undefined) return found;
  const remedy = 'Set CHROMIUM_PATH to a Chrome or Chromium, or run npx playwright-core install chromium.';
  try {
    await installPackages('Chromium', ['chromium'], ['chromium']);
  } catch (cause) {
    throw new Error(`${remedy} ${String(cause)}`, { cause });
  }
  return findInstalled() ?? 'chromium';
}

function findInstalled(): string | undefined {
  const fixed = [chromium.executablePath(), ...macPrograms].find((path) => existsSync(path));
  return fixed ?? programs.map(findProgram).find((path) => path !== undefined);
}

const switches = [
  '--disable-background-networking',
  '--disable-component-update',
  // A container's /dev/shm is often too small.
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Chromium's sandbox does not work for root.
  '--no-sandbox',
];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: switches });
}
