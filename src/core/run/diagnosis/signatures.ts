import type { Signature } from './signature';
import { cloudSignatures } from './signatures/cloud';
import { engineSignatures } from './signatures/engine';
import { folderSignatures } from './signatures/folders';
import { gpuSignatures } from './signatures/gpu';
import { localModeSignatures } from './signatures/localMode';
import { processSignatures } from './signatures/process';
import { programSignatures } from './signatures/program';
import { registrySignatures } from './signatures/registry';
import { serveSignatures } from './signatures/serve';
import { startSignatures } from './signatures/start';

/** On the same line, the earlier one wins. */
export const signatures: readonly Signature[] = [
  ...startSignatures,
  ...gpuSignatures,
  ...programSignatures,
  ...folderSignatures,
  ...processSignatures,
  ...engineSignatures,
  ...serveSignatures,
  ...registrySignatures,
  ...cloudSignatures,
  ...localModeSignatures,
];
