import * as l10n from '@vscode/l10n';
import { before, expandAt } from '../../../build/build';
import { wordsOf, type Word } from '../../../syntax';
import type { Fix } from '../../finding';
import type { Rule } from '../../rule';
import type { View } from '../../view';

interface Port {
  readonly word: Word;
  readonly value: string;
}

/** Those whose value is known and not just a number. */
function portsOf(view: View): readonly Port[] {
  const ports: Port[] = [];
  for (const instruction of view.named('EXPOSE')) {
    const moment = before(view.build, instruction);
    for (const word of wordsOf(instruction)) {
      const { value, known } = expandAt(view.build, moment, word.value);
      if (!known || isPlainPort(value)) continue;
      for (const port of value.split(/\s+/)) if (port !== '') ports.push({ word, value: port });
    }
  }
  return ports;
}

/** As nearly all of them are: nothing to say. */
const isPlainPort = (value: string): boolean => /^[1-9]\d{0,3}$/.test(value);

export const SM712: Rule = {
  id: 'SM712',
  name: 'expose-port',
  severity: 'error',
  roles: 'any',
  explanation:
    'EXPOSE takes ports from 0 to 65535 or ranges of them, with `/tcp`, `/udp` or `/sctp`. Docker refuses all else.',
  source: 'https://docs.docker.com/reference/dockerfile/#expose',
  example: { bad: 'EXPOSE 80800', good: 'EXPOSE 8080' },
  alsoIn: ['hadolint'],
  check: function* (view) {
    for (const { word, value } of portsOf(view)) {
      const problem = problemOf(value);
      if (problem !== undefined) {
        yield { start: word.start, end: word.end, message: problem, fixes: repair(word, value) };
      }
    }
  },
};

function problemOf(value: string): string | undefined {
  const [container = '', protocol = ''] = (value.split(':').at(-1) ?? '').split(/\/(.*)/s);
  if (!/^(?:|tcp|udp|sctp)$/i.test(protocol))
    return l10n.t('{0} is no protocol: tcp, udp or sctp.', protocol);
  const [first = '', last = first, ...more] = container.split('-');
  const isNumber = [first, last].every((port) => /^\d+$/.test(port)) && more.length === 0;
  if (!isNumber) return l10n.t('{0} is no port.', value);
  if (Number(first) > 65535 || Number(last) > 65535) return l10n.t('Ports end at 65535.');
  return Number(last) < Number(first) ? l10n.t('The range ends before it begins.') : undefined;
}

/** A comma at the end, a protocol that does not exist, or a range the wrong way round. */
function repair(word: Word, value: string): readonly Fix[] {
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(value) ?? [];
  const plain = first === '' ? /^\d+/.exec(value)?.[0] : `${last}-${first}`;
  if (plain === undefined || word.raw !== value) return [];
  const port = Number(plain) > 65535 ? /^808(?=0)/.exec(plain) && '8080' : plain;
  if (!port || problemOf(port) !== undefined) return [];
  return [
    {
      title: l10n.t('Change to {0}', port),
      edits: [{ start: word.start, end: word.end, text: port }],
      preferred: value.endsWith(','),
    },
  ];
}

export const SM713: Rule = {
  id: 'SM713',
  name: 'expose-form',
  severity: 'info',
  roles: 'any',
  explanation:
    'EXPOSE names ports of the container only: Docker ignores an address or a port of the host before it. The protocol is written in small letters.',
  source: 'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
  example: { bad: 'EXPOSE 80:8080', good: 'EXPOSE 8080' },
  alsoIn: ['container-tools', 'docker-dx'],
  check: function* (view) {
    for (const { word, value } of portsOf(view)) {
      if (problemOf(value) !== undefined) continue;
      const right = (value.split(':').at(-1) ?? '').toLowerCase();
      if (right === value) continue;
      const fix: Fix = {
        title: l10n.t('Change to {0}', right),
        edits: [{ start: word.start, end: word.end, text: right }],
        preferred: true,
      };
      yield {
        start: word.start,
        end: word.end,
        message: value.includes(':')
          ? l10n.t('EXPOSE takes ports of the container only; what stands before {0} is ignored.', right)
          : l10n.t('The protocol is written in small letters.'),
        fixes: word.raw === value ? [fix] : [],
      };
    }
  },
};
