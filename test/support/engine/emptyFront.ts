import { request, createServer } from 'node:http';
import { join } from 'node:path';
import { ownFolder } from '../ownership';
import type { Engine } from './engine';

/** A door to an engine behind which no images are seen: nobody's engine is emptied for a test. */
export async function emptyFront(engine: Engine): Promise<{ host: string; stop(): Promise<void> }> {
  const folder = ownFolder('empty-front');
  const socket = join(folder.path, 'docker.sock');
  const server = createServer((question, answer) => {
    if (/^(?:\/v[\d.]+)?\/images\/json/.test(question.url ?? '')) {
      answer.setHeader('Content-Type', 'application/json').end('[]');
      return;
    }
    const { method, url, headers } = question;
    const { hostname, port } =
      engine.socket === undefined ? new URL(engine.host) : { hostname: undefined, port: undefined };
    const where = engine.socket === undefined ? { hostname, port } : { socketPath: engine.socket };
    const asked = request({ ...where, method, path: url, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 500, said.headers);
      answer.flushHeaders();
      said.pipe(answer);
    });
    asked.on('error', () => answer.destroy());
    answer.on('close', () => asked.destroy());
    question.pipe(asked);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    folder.release();
  };
  return { host: `unix://${socket}`, stop };
}
