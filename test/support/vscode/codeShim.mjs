#!/usr/bin/env node
// Stands in for the desktop VS Code in the hands of @vscode/test-electron: takes its arguments, ends with its codes.
import { register } from 'tsx/esm/api';

register();
const { runInBrowser } = await import('./runInBrowser.ts');
process.exit(await runInBrowser(process.argv.slice(2)));
