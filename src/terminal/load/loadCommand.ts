import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { TerminalCommand } from '../commandLine';
import { readLoadOptions } from './loadOptions';

export const loadCommand: TerminalCommand = {
  usage: 'longshore load FILE.endpoint.json|URL [OPTIONS]',
  summary: l10n.t(
    'Load an endpoint on this machine: latencies, errors, and the rate that one instance sustains.',
  ),
  details:
    l10n.t(`  --payload PATH        a file is one request; each row of CSV and JSON Lines; each file of a folder;
                        the sample of an endpoint file when it is not given
  --whole               also CSV and JSON Lines are one request
  --header              the first row of CSV has names
  --content-type TYPE   instead of what the name of the file says
  --accept TYPE         what is asked for
  --answer-type TYPE    another content type of an answer is an error
  --variant NAME        that variant alone; the weights choose otherwise

  --concurrency 8       so many requests at once, each after an answer (1,8,64 are three steps)
  --rate 50             so many in a second, whether answers come or not (10,20,40 or 10..100)
  --steps 5             of 10..100
  --arrivals random     by chance instead of evenly
  --duration 30s        of each step (10s)
  --requests N          ends a step after so many
  --timeout 60s         for an answer

  --find-max            the highest rate under a limit, and the scaling target that follows
  --latency p95=200ms   the limit; without --find-max a step beyond it makes the exit code 1
  --errors 1            percent of requests that may fail
  --safety 0.5          what of the highest rate becomes the target

  --container ID        watch the CPU and memory of a container
  --out FILE            where the report is kept (loads in the folder of runs)
  --json                the report as JSON
  --compare REPORT      an earlier report: how this one differs
  --check               with --compare: exit code 1 when something is slower

Latencies count from when a request was due, so that a stalled server is seen by all who came meanwhile. Nothing but this
machine is loaded.

Exit codes: 0 done, 1 a problem, beyond a limit, or nobody was there any more, 2 used wrongly, 130 stopped by you.`),
  positionals: true,
  options: {
    payload: { type: 'string', multiple: true },
    whole: { type: 'boolean' },
    header: { type: 'boolean' },
    'content-type': { type: 'string' },
    accept: { type: 'string' },
    'answer-type': { type: 'string' },
    variant: { type: 'string' },
    concurrency: { type: 'string' },
    rate: { type: 'string' },
    steps: { type: 'string' },
    arrivals: { type: 'string' },
    duration: { type: 'string' },
    requests: { type: 'string' },
    timeout: { type: 'string' },
    'find-max': { type: 'boolean' },
    latency: { type: 'string' },
    errors: { type: 'string' },
    safety: { type: 'string' },
    container: { type: 'string', multiple: true },
    out: { type: 'string' },
    json: { type: 'boolean' },
    compare: { type: 'string' },
    check: { type: 'boolean' },
  },
  run: async (program, { options, positionals }, terminal) => {
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0)
      throw new Problem(
        'bad-usage',
        l10n.t('Name one endpoint file, or one address such as http://127.0.0.1:8080.'),
      );
    const asked = readLoadOptions(place, options);
    const [{ runLoad }, world] = await Promise.all([import('./runLoad'), program.world()]);
    return runLoad(world, asked, terminal);
  },
};
