import type { CommandName } from './commands';

/** Without the table of commands, which is for package.json: no window pays for its titles and menus. */
export const commandId = (name: CommandName): string => `longshore.${name}`;
