/** Bundles the product into `dist`: the extension and the CLI in one pass with shared lazy chunks, the pages in another. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
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
    copyDockerProtocol(root),
  ]);
  return { host: metafile(host), pages: metafile(pages) };
}

/** Bundles again at every change, until the process ends. */
export async function watchBundles(root: string): Promise<void> {
  await copyDockerProtocol(root);
  const watches = await Promise.all([
    context({ ...hostOptions(root), logLevel: 'info' }),
    context({ ...pageOptions(root), logLevel: 'info' }),
  ]);
  await Promise.all(watches.map(async (each) => each.watch()));
}

function hostOptions(root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
    outdir: 'dist',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', '*.node', 'cpu-features'],
    // Remote engines are reached through the user's own ssh (adapters/docker/sshAgent), never through ssh2.
    alias: {
      ssh2: './src/build/absentSsh2.cjs',
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
    entryPoints: { resources: 'webview/resources/resources.ts' },
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

/** dockerode reads its protocol files beside itself when it builds with BuildKit, and dies without them. */
async function copyDockerProtocol(root: string): Promise<void> {
  const from = join(dirname(createRequire(join(root, 'package.json')).resolve('dockerode')), 'proto');
  const to = join(root, 'dist', 'proto');
  await mkdir(to, { recursive: true });
  await Promise.all((await readdir(from)).map(async (name) => copyFile(join(from, name), join(to, name))));
}

function metafile(result: { readonly metafile: Metafile | undefined }): Metafile {
  if (!result.metafile) throw new Error('esbuild made no metafile.');
  return result.metafile;
}
