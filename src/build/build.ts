/** `npm run build [-- --watch]`: the manifest, then the bundles, then the budget. */
import { parseArgs } from 'node:util';
import { bundle, watchBundles } from './bundle';
import { checkSizes } from './sizes';
import { writeManifest } from './writeManifest';

const root = new URL('../..', import.meta.url).pathname;
const { values } = parseArgs({ options: { watch: { type: 'boolean' }, production: { type: 'boolean' } } });
await writeManifest(root);
if (values.watch) {
  await watchBundles(root);
} else {
  const { host } = await bundle(root, { production: values.production ?? false });
  if (values.production) {
    const { entry, lazy } = checkSizes(host);
    process.stdout.write(
      `entry ${(entry / 1024).toFixed(0)} KB, loaded when needed ${(lazy / 1024).toFixed(0)} KB\n`,
    );
  }
}
