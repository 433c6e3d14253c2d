import * as l10n from '@vscode/l10n';
import type { FileEdit, Fix, Report } from '../../finding';
import { isForSageMaker } from '../../start/intent';
import type { Rule } from '../../rule';
import type { CommandWord } from '../../server/command';
import { frontOf, type Front } from '../../server/front';
import { isLocal } from '../../server/nginx';
import type { View } from '../../view';

const source = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html';

export const SM401: Rule = {
  id: 'SM401',
  name: 'port-8080',
  severity: 'error',
  roles: ['serve'],
  explanation:
    'SageMaker sends `GET /ping` and `POST /invocations` to port 8080 of the container. A server that listens on another port is never found, and the endpoint fails after minutes of waiting.',
  source,
  example: {
    bad: 'ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:5000", "wsgi:app"]',
    good: 'ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]',
  },
  check: function* (view) {
    const front = isForSageMaker(view) ? frontOf(view) : undefined;
    const port = front && portOf(front);
    if (!front || port === undefined || port === 8080) return;
    yield {
      ...placeOf(front, 'port'),
      message: l10n.t('{0} listens on port {1}; SageMaker asks port 8080.', nameOf(front), port),
      fixes: [fixOf(view, front, 'port')],
    };
  },
};

export const SM402: Rule = {
  id: 'SM402',
  name: 'bind-localhost',
  severity: 'error',
  roles: ['serve'],
  explanation:
    'A server that is bound to 127.0.0.1 answers only requests from inside its own container. SageMaker asks from outside: bind it to 0.0.0.0. Flask and uvicorn bind to 127.0.0.1 unless they are told otherwise.',
  source,
  example: {
    bad: 'ENTRYPOINT ["gunicorn", "-b", "127.0.0.1:8080", "wsgi:app"]',
    good: 'ENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "wsgi:app"]',
  },
  check: function* (view) {
    const front = isForSageMaker(view) ? frontOf(view) : undefined;
    if (!front || !isBoundLocally(front)) return;
    yield {
      ...placeOf(front, 'host'),
      message: l10n.t('{0} listens only inside the container. Bind it to 0.0.0.0.', nameOf(front)),
      fixes: [fixOf(view, front, 'host')],
    };
  },
};

function portOf(front: Front): number | undefined {
  if (front.kind === 'command') return front.listening.port;
  return front.kind === 'nginx' ? front.listen.port : front.server.port;
}

function isBoundLocally(front: Front): boolean {
  if (front.kind === 'command') return front.listening.isLocal;
  return front.kind === 'nginx' ? isLocal(front.listen.host) : front.server.isLocal;
}

function nameOf(front: Front): string {
  if (front.kind === 'command') return front.listening.program;
  return front.file.source ?? front.file.path;
}

function placeOf(front: Front, part: 'port' | 'host'): Pick<Report, 'start' | 'end'> {
  const word = front.kind === 'command' && !front.file ? wordOf(front, part) : undefined;
  const { start, end } = word ?? front.place;
  return { start, end };
}

const wordOf = ({ listening }: Extract<Front, { kind: 'command' }>, part: 'port' | 'host') =>
  part === 'port' ? listening.portWord : listening.hostWord;

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function fixOf({ dockerfile }: View, front: Front, part: 'port' | 'host'): Fix {
  const title = part === 'port' ? l10n.t('Listen on 8080') : l10n.t('Bind to 0.0.0.0');
  const change = changeOf(front, part, dockerfile.text);
  const path = front.file?.source;
  if (!front.file) return { title, edits: [change], preferred: true };
  const files: readonly FileEdit[] = path === undefined ? [] : [{ kind: 'replace', path, ...change }];
  return { title, edits: [], files, preferred: path !== undefined };
}

function changeOf(front: Front, part: 'port' | 'host', dockerfile: string): Change {
  if (front.kind === 'command') return commandChange(front, part, front.file?.fact.text ?? dockerfile);
  if (front.kind === 'nginx') {
    const { start, end, host } = front.listen;
    return {
      start,
      end,
      text: part === 'host' || host === undefined || isLocal(host) ? '8080' : `${host}:8080`,
    };
  }
  const { portRange, hostRange, end, hasArguments } = front.server;
  const value = part === 'port' ? '8080' : '"0.0.0.0"';
  const range = part === 'port' ? portRange : hostRange;
  return range
    ? { start: range[0], end: range[1], text: value }
    : { start: end, end, text: `${hasArguments ? ', ' : ''}${part}=${value}` };
}

function commandChange(
  front: Extract<Front, { kind: 'command' }>,
  part: 'port' | 'host',
  text: string,
): Change {
  const { listening, isJson } = front;
  const word = wordOf(front, part);
  const value = part === 'port' ? '8080' : '0.0.0.0';
  if (word) {
    const changed = changedWord(word, part, listening.isJoined);
    const quote = isJson ? '"' : (/^["']/.exec(text.slice(word.start, word.end))?.[0] ?? '');
    return { start: word.start, end: word.end, text: `${quote}${changed}${quote}` };
  }
  const { end } = listening.last;
  return { start: end, end, text: isJson ? `, "--${part}", "${value}"` : ` --${part} ${value}` };
}

function changedWord({ text }: CommandWord, part: 'port' | 'host', isJoined: boolean): string {
  if (!isJoined)
    return text.startsWith('-') ? `${text.slice(0, text.indexOf('=') + 1)}${valueFor(part)}` : valueFor(part);
  const [, flag = '', address = ''] = /^(--bind=?|-b=?|)(.*)$/.exec(text) ?? [];
  const [, host = '', port = ''] = /^(?:(.*):)?(\d+)$/.exec(address) ?? [];
  return part === 'port' ? `${flag}${host === '' ? '0.0.0.0' : host}:8080` : `${flag}0.0.0.0:${port}`;
}

const valueFor = (part: 'port' | 'host'): string => (part === 'port' ? '8080' : '0.0.0.0');
