import { before, rootOf } from '../../../build/build';
import type { Instruction } from '../../../syntax';
import type { View } from '../../view';

const plain =
  /^(?:docker\.io\/|library\/|public\.ecr\.aws\/(?:docker\/library|amazonlinux|ubuntu|debian)\/)*(?:ubuntu|debian|python|alpine|amazonlinux|nvidia\/cuda|tensorflow\/tensorflow|continuumio\/(?:mini|ana)conda3?|centos|fedora|node|openjdk|r-base)(?:[:@]|$)/;

/** Does the base image leave the working directory at the root? */
export function startsAtRoot({ build }: View, instruction: Instruction): boolean {
  const { stage } = before(build, instruction);
  const root = stage && rootOf(stage);
  if (root?.kind === 'scratch') return true;
  return root?.kind === 'image' && root.reference.known && plain.test(root.reference.value);
}
