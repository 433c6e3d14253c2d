/** `npm run package`: the VSIX that users install. */
import { fileURLToPath } from 'node:url';
import { packageProduct } from './package';

const { path, sizes } = await packageProduct(fileURLToPath(new URL('../..', import.meta.url)));
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
process.stdout.write(
  `${path}: entry ${kilobytes(sizes.entry)}, loaded when needed ${kilobytes(sizes.lazy)}, VSIX ${kilobytes(sizes.vsix)}\n`,
);
