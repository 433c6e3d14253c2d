/** So many at once go on with the work until it says that there is no more. */
export async function inLanes(count: number, work: () => Promise<boolean>): Promise<void> {
  const lane = async (): Promise<void> => {
    while (await work());
  };
  await Promise.all(Array.from({ length: count }, lane));
}
