import { Problem } from '../../problem';

/** In the words of SageMaker's log. */
export const tooLarge = (limit: number): Problem =>
  new Problem('transform-refused', `Too much data for max payload size: ${limit / 1024 ** 2} MB`);

export const broken = (message: string): Problem => new Problem('transform-refused', message);
