/** What is offered of load tests; the code behind it comes in with the first that is used. */
export const loadCommands = ['loadEndpoint', 'compareLoads', 'compareVariants'] as const;
