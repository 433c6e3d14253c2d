/** SageMaker has no code for what is not there: the words alone tell it from a request that is wrong. */
export async function unlessMissing<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (
      error instanceof Error &&
      error.name === 'ValidationException' &&
      /could not find/i.test(error.message)
    )
      return undefined;
    throw error;
  }
}
