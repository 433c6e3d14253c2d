/** How containers of a local endpoint are known again. */
export const endpointLabel = 'longshore.endpoint';
export const variantLabel = 'longshore.variant';
export const servedHostLabel = 'longshore.served-host';
/** The process that started it. */
export const endpointFollowerLabel = 'longshore.endpoint-follower';
/** The folder of the endpoint, on the machine that started it. */
export const endpointFolderLabel = 'longshore.endpoint-folder';
