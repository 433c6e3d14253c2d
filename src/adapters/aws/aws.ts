import type { ObjectStore } from '../../core/aws/ports';
import { awsProblem } from './problems';

/** The clients of AWS weigh more than all the rest, and come when they are first needed. */
export const makeObjectStore = (): ObjectStore => ({
  open: async (profile) => {
    const [{ readAccount }, { makeObjects }] = await Promise.all([import('./account'), import('./s3')]);
    return makeObjects(await readAccount(profile), awsProblem);
  },
});
