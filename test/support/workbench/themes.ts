import type { VersionName } from '../vscode/server/releases';
import type { Settings } from '../vscode/server/settings';

export type Theme = 'dark' | 'light' | 'high-contrast';

/** VS Code has renamed its modern themes since the oldest version. */
const names: Readonly<Record<VersionName, Readonly<Record<Theme, string>>>> = {
  oldest: {
    dark: 'Default Dark Modern',
    light: 'Default Light Modern',
    'high-contrast': 'Default High Contrast',
  },
  current: { dark: 'Dark Modern', light: 'Light Modern', 'high-contrast': 'Default High Contrast' },
};

export function themeSettings(version: VersionName, theme: Theme): Settings {
  return { 'workbench.colorTheme': names[version][theme] };
}
