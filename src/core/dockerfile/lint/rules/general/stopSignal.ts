import * as l10n from '@vscode/l10n';
import { before, expandAt } from '../../../build/build';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';

const names: readonly string[] =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(
    ' ',
  );

const realTime = /^RTM(?:IN(?:\+(?:\d|1[0-5]))?|AX(?:-(?:\d|1[0-4]))?)$/;

export const SM722: Rule = {
  id: 'SM722',
  name: 'stop-signal',
  severity: 'error',
  roles: 'any',
  explanation:
    'STOPSIGNAL takes the name of a signal, with or without SIG, or its number. Docker refuses any other word.',
  source: 'https://docs.docker.com/reference/dockerfile/#stopsignal',
  example: { bad: 'STOPSIGNAL SIGTREM', good: 'STOPSIGNAL SIGTERM' },
  check: function* ({ build, named }) {
    for (const instruction of named('STOPSIGNAL')) {
      const { arguments: given } = instruction;
      if (given.kind !== 'text') continue;
      const { start, end, raw } = given.text;
      const { value, known } = expandAt(build, before(build, instruction), raw);
      const name = value.toUpperCase().replace(/^SIG/, '');
      if (!known || /^0*[1-9]\d*$/.test(value) || names.includes(name) || realTime.test(name)) continue;
      const meant = `SIG${nearest(name, names, 2) ?? 'TERM'}`;
      yield {
        start,
        end,
        message: l10n.t('{0} is no signal.', value),
        fixes:
          raw === value
            ? [
                {
                  title: l10n.t('Change to {0}', meant),
                  edits: [{ start, end, text: meant }],
                  preferred: true,
                },
              ]
            : [],
      };
    }
  },
};
