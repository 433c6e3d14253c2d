// An endpoint of two variants, as a file in a folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Shop {
  readonly name: string;
  readonly image: string;
}

/** `shop.endpoint.json`: nine of ten requests go to blue. */
export function writeShop(folder: string, { name, image }: Shop): void {
  mkdirSync(join(folder, 'model'), { recursive: true });
  writeFileSync(join(folder, 'model', 'weights.txt'), '0.1 0.9');
  const variant = (each: string, weight: number) => ({
    name: each,
    image,
    model: 'model',
    weight,
    environment: { VARIANT: each },
  });
  const file = { name, variants: [variant('blue', 9), variant('green', 1)] };
  writeFileSync(join(folder, 'shop.endpoint.json'), `${JSON.stringify(file, undefined, 2)}\n`);
}

/** Which variant answers one request; its status when none does. */
export async function askShop(url: string, name: string): Promise<string> {
  const answer = await fetch(`${url}/endpoints/${name}/invocations`, { method: 'POST', body: '1,2' });
  await answer.arrayBuffer();
  return answer.headers.get('x-amzn-invoked-production-variant') ?? String(answer.status);
}
