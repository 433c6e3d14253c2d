// What the code needs of the table of views, without its texts: no window pays for those.
import type { ViewName } from './views';

export const viewId = (name: ViewName): string => `longshore.${name}`;

/** What the Images view found; one welcome text for each value but `ready`. */
export type ImagesCondition = 'loading' | 'ready' | 'empty' | 'stopped' | 'denied' | 'context' | 'failed';
export const imagesCondition = 'longshore.imagesCondition';
/** Some images are hidden by a filter. */
export const imagesFiltered = 'longshore.imagesFiltered';

/** What the Runs view found. */
export type RunsCondition = 'empty' | 'ready';
export const runsCondition = 'longshore.runsCondition';

/** What a view of AWS found. */
export type AwsCondition = 'loading' | 'ready' | 'empty' | 'unknown' | 'denied' | 'failed';
export const repositoriesCondition = 'longshore.repositoriesCondition';
export const endpointsCondition = 'longshore.endpointsCondition';

/** The page of an endpoint, in the editor area. */
export const endpointPanelType = 'longshore.endpoint';

/** The page of an endpoint on this machine. */
export const localPanelType = 'longshore.localEndpoint';

/** Some repositories are hidden by a filter. */
export const repositoriesFiltered = 'longshore.repositoriesFiltered';

/** The policies of repositories as files. */
export const policyScheme = 'longshore-ecr';
