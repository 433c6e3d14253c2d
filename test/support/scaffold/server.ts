// A container that serves, asked from inside: that works wherever the engine is.
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface ServedModel {
  /** A request as SageMaker sends it. */
  readonly ask: (path: string, body?: string, contentType?: string) => Promise<Answer>;
  readonly log: () => Promise<string>;
  /** By itself; tells the exit code. */
  readonly ended: () => Promise<number>;
  /** As SageMaker ends it: SIGTERM, 30 seconds later SIGKILL. Tells the exit code and milliseconds. */
  readonly stop: () => Promise<{ readonly code: number; readonly milliseconds: number }>;
  readonly remove: () => Promise<void>;
}

const client = `
import json, sys, urllib.request, urllib.error
path, body, kind = sys.argv[1:]
request = urllib.request.Request('http://localhost:' + path, body.encode() or None, {'Content-Type': kind})
try: answer = urllib.request.urlopen(request, timeout=2)
except urllib.error.HTTPError as error: answer = error
except OSError as error: print(json.dumps({'status': 0, 'text': str(error)})); sys.exit()
print(json.dumps({'status': answer.status, 'text': answer.read().decode()}))
`;

/** Serves what lies in the folder, which the container may not change. */
export async function serveModel(
  engine: Engine,
  { image, model, port = 8080 }: { readonly image: string; readonly model: string; readonly port?: number },
): Promise<ServedModel> {
  const docker = connect(engine);
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['serve'],
    Env: port === 8080 ? [] : [`SAGEMAKER_BIND_TO_PORT=${port}`],
    HostConfig: { Binds: [`${model}:/opt/ml/model:ro`] },
  });
  await container.start();
  return {
    ask: async (path, body = '', contentType = 'text/csv') => {
      const Cmd = ['python', '-c', client, `${port}${path}`, body, contentType];
      const exec = await container.exec({ Cmd, AttachStdout: true, Tty: true });
      const stream = await exec.start({ Tty: true });
      let said = '';
      for await (const chunk of stream) said += String(chunk);
      const answer: Answer = JSON.parse(said);
      return answer;
    },
    log: async () => String(await container.logs({ stdout: true, stderr: true, follow: false })),
    ended: async () => {
      const { StatusCode }: { StatusCode: number } = await container.wait();
      return StatusCode;
    },
    stop: async () => {
      const before = Date.now();
      await container.stop({ t: 30 });
      const { State } = await container.inspect();
      return { code: State.ExitCode, milliseconds: Date.now() - before };
    },
    remove: async () => void (await container.remove({ force: true })),
  };
}
