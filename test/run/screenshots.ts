/** `npm run screenshots [-- SCENE…]`: the README's pictures, from the real product in a real workbench. */
import { fileURLToPath } from 'node:url';
import { packageProduct } from '../../src/build/package';
import { startBench } from '../support/bench';
import { makeDemo } from './demo';
import { takePictures } from './pictures';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scenes = process.argv.slice(2);
const { path: vsix } = await packageProduct(root);
const { engine, stop } = await startBench(['engine', 'pythonBase']);
try {
  const demo = await makeDemo(engine);
  const files = await takePictures({
    engine,
    extension: { vsix },
    workspace: fileURLToPath(new URL('../../examples', import.meta.url)),
    folder: fileURLToPath(new URL('../../media/screenshots', import.meta.url)),
    ...(scenes.length > 0 ? { scenes } : {}),
  });
  files.forEach((file) => process.stdout.write(`${file}\n`));
  await demo.remove();
} finally {
  await stop();
}
process.exit();
