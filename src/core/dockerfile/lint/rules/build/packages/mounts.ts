import type { Instruction } from '../../../../syntax';

/** Does a mount of this RUN keep this folder, or one above it, between builds? */
export const hasMountOn = ({ flags }: Instruction, folder: string): boolean =>
  flags.some(({ name, value = '' }) => {
    if (name !== 'mount') return false;
    const target = /(?:^|,)(?:target|dst|destination)=([^,]*)/.exec(value)?.[1]?.replace(/\/$/, '');
    return target !== undefined && (target === folder || folder.startsWith(`${target}/`));
  });
