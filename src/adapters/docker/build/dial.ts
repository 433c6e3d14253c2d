import type Dockerode from 'dockerode';

type Modem = Dockerode['modem'];

/** What dockerode has no word for: the bare answer, or the connection that it became. */
export async function dial(
  { modem }: Dockerode,
  options: Parameters<Modem['dial']>[0] & { readonly abortSignal: AbortSignal },
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    modem.dial(options, (error: unknown, result: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
  });
}
