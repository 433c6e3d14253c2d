// A container that serves, asked from inside: that works wherever the engine is.
import { connect } from '../engine/connection';
import type { Engine } from '../engine/engine';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Served {
  readonly image: string;
  /** The folder that is served, which the container may not change. */
  readonly model: string;
  /** Where the container finds it; `/opt/ml/model` when it is not given. */
  readonly target?: string;
  readonly port?: number;
  readonly environment?: readonly string[];
  /** As which it runs; root when it is not given. */
  readonly user?: string;
}

export interface ServedModel {
  /** A request as SageMaker sends it: GET without a body, else POST. */
  readonly ask: (path: string, body?: string, contentType?: string, method?: string) => Promise<Answer>;
  /** Runs Python in the container, with these arguments. */
  readonly run: (code: string, ...words: readonly string[]) => Promise<string>;
  readonly log: () => Promise<string>;
  /** By itself; tells the exit code. */
  readonly ended: () => Promise<number>;
  /** As SageMaker ends it: SIGTERM, 30 seconds later SIGKILL. Tells the exit code and milliseconds. */
  readonly stop: () => Promise<{ readonly code: number; readonly milliseconds: number }>;
  readonly remove: () => Promise<void>;
}

/** With SageMaker's patience: two seconds for /ping, a minute for an answer. */
const client = `
import json, sys, urllib.request, urllib.error
path, body, kind, method = sys.argv[1:]
request = urllib.request.Request('http://localhost:' + path, body.encode() or None, {'Content-Type': kind, 'Accept': '*/*'})
request.method = method or request.get_method()
try: answer = urllib.request.urlopen(request, timeout=2 if path.endswith('/ping') else 60)
except urllib.error.HTTPError as error: answer = error
except OSError as error: print(json.dumps({'status': 0, 'text': str(error)})); sys.exit()
print(json.dumps({'status': answer.status, 'text': answer.read().decode()}))
`;

export async function serveModel(
  engine: Engine,
  { image, model, target = '/opt/ml/model', port = 8080, environment = [], user = '' }: Served,
): Promise<ServedModel> {
  const docker = connect(engine);
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['serve'],
    User: user,
    Env: [...(port === 8080 ? [] : [`SAGEMAKER_BIND_TO_PORT=${port}`]), ...environment],
    HostConfig: { Binds: [`${model}:${target}:ro`] },
  });
  await container.start();
  const run = async (code: string, ...words: readonly string[]): Promise<string> => {
    const Cmd = ['python', '-c', code, ...words];
    const exec = await container.exec({ Cmd, AttachStdout: true, AttachStderr: true, Tty: true });
    let said = '';
    for await (const chunk of await exec.start({ Tty: true })) said += String(chunk);
    return said;
  };
  return {
    ask: async (path, body = '', contentType = 'text/csv', method = '') => {
      const answer: Answer = JSON.parse(await run(client, `${port}${path}`, body, contentType, method));
      return answer;
    },
    run,
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
