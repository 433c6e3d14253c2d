import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/**
 * Bundles test files and Mocha into one file that the extension host can load.
 * It is CommonJS: VS Code 1.100 does not resolve `vscode` in an ES module outside an extension.
 */
export async function bundleSuite(testFiles: readonly string[], outfile: `${string}.cjs`): Promise<void> {
  const hostSuite = fileURLToPath(new URL('hostSuite.ts', import.meta.url));
  const loads = testFiles.map((file) => `await import(${JSON.stringify(file)});`);
  await build({
    stdin: {
      contents: `
        import { runSuite } from ${JSON.stringify(hostSuite)};
        export const run = () => runSuite(async () => { ${loads.join('\n')} });`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    external: ['vscode'],
    format: 'cjs',
    logLevel: 'warning',
    logOverride: { 'require-resolve-not-external': 'silent' }, // Mocha's workers, which we do not use.
    outfile,
    platform: 'node',
    sourcemap: 'inline',
    target: 'node20',
  });
}
