const own = 'x-amzn-sagemaker-';

export const targetModelHeader = `${own}target-model`;
export const targetContainerHeader = `${own}target-container-hostname`;

/** The same without one. */
export const without = (
  headers: Readonly<Record<string, string>>,
  name: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
