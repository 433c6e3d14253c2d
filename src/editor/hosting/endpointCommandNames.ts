/** What the Endpoints view offers; the code behind it comes in with the first that is used. */
export const endpointCommands = [
  'refreshEndpoints',
  'showMoreEndpoints',
  'editEndpoint',
  'copyEndpointArn',
  'openEndpointConsole',
  'removeEndpoint',
  'invokeEndpoint',
  'invokeEndpointAgain',
  'saveEndpointAnswer',
  'showEndpointLogs',
  'revealEndpointImage',
] as const;
