// Paths below the root of a tree, which is the empty path.

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const childOf = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
