import { shortId } from '../../../core/format';

/** An id is for machines; people get its beginning. */
export const imageTitle = (reference: string): string =>
  reference.startsWith('sha256:') ? shortId(reference) : reference;
