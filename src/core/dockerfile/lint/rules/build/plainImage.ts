import type { Moment } from '../../../build/build';

/** Well known images of Docker Hub in which nothing but the system and the framework is. */
const plain =
  /^(?:docker\.io\/|library\/|public\.ecr\.aws\/(?:docker\/library|amazonlinux|ubuntu|debian)\/)*(?:ubuntu|debian|python|alpine|amazonlinux|nvidia\/cuda|tensorflow\/tensorflow|pytorch\/pytorch|continuumio\/(?:mini|ana)conda3?|centos|fedora|node|openjdk|r-base|rocker\/[\w-]+)(?:[:@]|$)/;

/** Containers of AWS. */
const deepLearning =
  /^\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com(?:\.cn)?\/[\w-]+-(?:training|inference)(?:[:@]|$)/;

/** The reference of the image at the bottom, where it is known for certain. */
export function rootReference({ stage }: Moment): string | undefined {
  const root = stage?.root;
  return root?.kind === 'image' && root.reference.known ? root.reference.value : undefined;
}

export const isPlainImage = (reference: string | undefined): boolean =>
  reference !== undefined && plain.test(reference);

export const isDeepLearningContainer = (reference: string | undefined): boolean =>
  reference !== undefined && deepLearning.test(reference);
