import { before } from '../../../build/build';
import type { Instruction } from '../../../syntax';
import type { View } from '../../view';
import { isPlainImage, rootReference } from '../build/plainImage';

/** Does the base image leave the working directory at the root? */
export function startsAtRoot({ build }: View, instruction: Instruction): boolean {
  const moment = before(build, instruction);
  const reference = rootReference(moment);
  return moment.stage?.fromScratch === true || (isPlainImage(reference) && !reference?.includes('pytorch/'));
}
