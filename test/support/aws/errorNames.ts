import * as ecr from '@aws-sdk/client-ecr';
import * as sts from '@aws-sdk/client-sts';

/** All that the clients know, so that a newer client brings its new names into the tables of tests by itself. */
const namesIn = (client: object, base: object): readonly string[] =>
  Object.entries(client)
    .filter(([, value]) => typeof value === 'function' && Object.getPrototypeOf(value) === base)
    .map(([name]) => name);

export const ecrErrors = namesIn(ecr, ecr.ECRServiceException);
export const stsErrors = namesIn(sts, sts.STSServiceException);
