import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';
import { readNumber, readRequestOptions, textOf } from './loadOptions';

export const abCommand: TerminalCommand = {
  usage: 'longshore ab FILE.endpoint.json|URL [URL] [OPTIONS]',
  summary: l10n.t(
    'Send the same requests to two variants or endpoints on this machine: do they answer the same, and as fast?',
  ),
  details: l10n.t(`  --a NAME, --b NAME    the variants of one endpoint; two addresses need none
  --payload PATH        a file is one request; each row of CSV and JSON Lines; each file of a folder;
                        the sample of an endpoint file when it is not given
  --whole, --header, --content-type, --accept, --timeout
                        as for longshore load
  --rounds 5            how often each payload is sent to each side
  --absolute 0.001      numbers may differ by so much
  --relative 0.01       or by this share of the larger one
  --json                the report as JSON

Sides take turns, one request at a time. The difference of latencies is the Hodges-Lehmann estimate of paired requests with
its 95 % interval.

Exit codes: 0 the same answers, 1 others, or a problem, 2 used wrongly, 130 stopped by you.`),
  positionals: true,
  options: {
    a: { type: 'string' },
    b: { type: 'string' },
    payload: { type: 'string', multiple: true },
    whole: { type: 'boolean' },
    header: { type: 'boolean' },
    'content-type': { type: 'string' },
    accept: { type: 'string' },
    timeout: { type: 'string' },
    rounds: { type: 'string' },
    absolute: { type: 'string' },
    relative: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [place, other, ...more] = positionals;
    const [a, b] = [textOf(options, 'a'), textOf(options, 'b')];
    const names =
      other === undefined ? a !== undefined && b !== undefined : a === undefined && b === undefined;
    if (place === undefined || !names || more.length > 0)
      throw new Problem('bad-usage', l10n.t('Name two addresses, or one endpoint with --a and --b.'));
    const asked = {
      places: [place, other ?? place] as const,
      variants: [a, b] as const,
      request: readRequestOptions(options),
      rounds: readNumber(options, 'rounds', { usual: 5, low: 1, high: 10_000 }),
      tolerance: {
        absolute: readNumber(options, 'absolute', { usual: 0, low: 0, high: Number.MAX_VALUE }),
        relative: readNumber(options, 'relative', { usual: 0, low: 0, high: 1 }),
      },
      json: options['json'] === true,
    };
    const [{ runAb }, world] = await Promise.all([import('./runAb'), program.world()]);
    return runAb(world, asked, terminal);
  },
};
