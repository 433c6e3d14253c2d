import type { CommandName } from '../../manifest/commands';

export const servedCommandNames = [
  'serveLocally',
  'serveModel',
  'openLocalEndpoint',
  'stopLocalEndpoint',
  'killLocalEndpoint',
  'restartVariant',
  'showLocalEndpointLog',
  'invokeLocalEndpoint',
  'loadLocalEndpoint',
  'compareLocalVariants',
  'copyEndpointAddress',
  'openEndpointFile',
  'deleteLocalEndpoints',
] as const satisfies readonly CommandName[];

export type ServedCommand = (typeof servedCommandNames)[number];
