/** Bundles the product into `dist`: the extension and the CLI in one pass with shared lazy chunks, the pages in another. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions, Metafile } from 'esbuild';
import { build, context } from 'esbuild';

export interface Bundles {
  readonly host: Metafile;
  readonly pages: Metafile;
}

export async function bundle(root: string, { production }: { production: boolean }): Promise<Bundles> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const [host, pages] = await Promise.all([
    build({ ...hostOptions(root), minify: production, sourcemap: production ? false : 'linked' }),
    build({ ...pageOptions(root), minify: production, sourcemap: production ? false : 'linked' }),
  ]);
  return { host: metafile(host), pages: metafile(pages) };
}

/** Bundles again at every change, until the process ends. */
export async function watchBundles(root: string): Promise<void> {
  const watches = await Promise.all([
    context({ ...hostOptions(root), logLevel: 'info' }),
    context({ ...pageOptions(root), logLevel: 'info' }),
  ]);
  await Promise.all(watches.map(async (each) => each.watch()));
}

function hostOptions(root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: {
      extension: 'src/extension.ts',
      cli: 'src/cli.ts',
      loadThread: 'src/adapters/load/loadThread.ts',
    },
    outdir: 'dist',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', '*.node', 'cpu-features'],
    alias: {
      ssh2: './src/build/absent.cjs',
      '@grpc/grpc-js': './src/build/absent.cjs',
      '@grpc/proto-loader': './src/build/absent.cjs',
      '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js',
    },
    // Bundled CommonJS packages still ask for `require` and `__dirname`.
    banner: {
      js: "import { createRequire as longshoreRequire } from 'node:module'; import { fileURLToPath as longshorePath } from 'node:url'; const require = longshoreRequire(import.meta.url); const __filename = longshorePath(import.meta.url); const __dirname = longshorePath(new URL('.', import.meta.url));",
    },
    metafile: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  };
}

function pageOptions(root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: {
      resources: 'webview/resources/resources.ts',
      endpoint: 'webview/endpoint/endpoint.ts',
      load: 'webview/load/load.ts',
      local: 'webview/local/local.ts',
    },
    outdir: 'dist/webview',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    metafile: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  };
}

function metafile(result: { readonly metafile: Metafile | undefined }): Metafile {
  if (!result.metafile) throw new Error('esbuild made no metafile.');
  return result.metafile;
}
