/** How containers and networks of a run are known again: by a later window, and by whoever cleans up. */
export const runLabel = 'longshore.run';
export const hostLabel = 'longshore.host';
export const folderLabel = 'longshore.folder';
/** Where the engine leaves links to what it gave to the user; removed at once. */
export const giftFolder = '.longshore-owner';
