/** New configurations and new endpoints; the code behind them comes in with the first that is used. */
export const rolloutCommands = ['updateEndpoint', 'createEndpoint', 'removeRolledBack'] as const;
