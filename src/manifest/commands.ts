// Every command, by area; package.json follows from it.
import { imageCommands } from './commands/images';
import { dockerfileCommands } from './commands/dockerfiles';
import { fileCommands } from './commands/files';
import { runCommands } from './commands/runs';
import { treeCommands } from './commands/trees';
import { repositoryCommands } from './commands/repositories';
import { servedCommands } from './commands/served';
import { endpointCommands } from './commands/endpoints';
import { loadCommands } from './commands/loads';

export const commands = {
  ...imageCommands,
  ...dockerfileCommands,
  ...fileCommands,
  ...runCommands,
  ...treeCommands,
  ...repositoryCommands,
  ...endpointCommands,
  ...servedCommands,
  ...loadCommands,
} as const;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands).filter((name): name is CommandName => name in commands);
