/** One archive, which is unpacked; all else is a folder or a prefix. */
export const isArchive = (address: string): boolean => address.endsWith('.tar.gz');
