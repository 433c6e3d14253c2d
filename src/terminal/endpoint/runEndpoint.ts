import * as l10n from '@vscode/l10n';
import { applyDraft } from '../../app/hosting/applyDraft';
import { readEndpoint } from '../../app/hosting/readEndpoint';
import { readEndpointInput } from '../../app/hosting/readEndpointInput';
import { consequences } from '../../core/hosting/consequences';
import { draftOf } from '../../core/hosting/draft';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import { health, statusInWords, weightOf } from '../../core/hosting/endpointDetails';
import { changesInWords, valueInWords } from '../../core/hosting/inWords';
import { planEndpoint, type EndpointPlan } from '../../core/hosting/plan';
import type { Hosting } from '../../core/hosting/ports';
import { shares } from '../../core/hosting/shares';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { Scope } from '../../core/scope';
import type { Terminal } from '../commandLine';
import { table } from '../table';
import type { Verb } from './endpointCommand';

interface Asked {
  readonly verb: Verb;
  readonly file: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly check: boolean;
  readonly json: boolean;
}

export async function runEndpoint(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const file = await readEndpointInput(world.files, asked.file, terminal.signal);
  const name = file.name ?? '';
  const place = { profile: asked.profile, region: asked.region ?? file.cloud?.region };
  const scope = new Scope();
  try {
    const hosting = await world.hostings.open(place);
    scope.own({ dispose: () => hosting.close() });
    const ecr = await world.registries.open(place);
    scope.own({ dispose: () => ecr.close() });
    const report = (error: unknown): void => {
      if (error instanceof Problem) terminal.error(error.message);
    };
    const details = await readEndpoint({ hosting, ecr, report }, name, terminal.signal);
    if (!details)
      throw new Problem('data-missing', l10n.t('There is no endpoint {0} in {1}.', name, hosting.region));
    if (asked.verb === 'get') return get(details, asked, terminal);
    const plan = planEndpoint(file, details);
    tellPlan(plan, asked, terminal);
    const differs = plan.calls.length + plan.beyond.length > 0;
    if (asked.verb === 'plan') return differs && asked.check ? 2 : 0;
    return await apply({ hosting, clock: world.clock }, { name, plan }, terminal);
  } finally {
    scope.dispose();
  }
}

function get(details: EndpointDetails, { json }: Asked, terminal: Terminal): number {
  const { endpoint, config } = details;
  if (json) {
    terminal.out(JSON.stringify(details, undefined, 2));
    return 0;
  }
  const { variants } = draftOf(details);
  const split = shares(endpoint.variants.map(weightOf));
  terminal.out(`${endpoint.name}: ${statusInWords(endpoint.status)}`);
  const rows = variants.map(({ name, weight, instances, concurrency, scaling }, index) => [
    name,
    `${split[index] ?? 0} %`,
    String(weight),
    String(instances ?? concurrency ?? ''),
    config?.variants.find((each) => each.name === name)?.instanceType ?? '',
    valueInWords(scaling),
  ]);
  const head = ['VARIANT', 'TRAFFIC', 'WEIGHT', 'CAPACITY', 'TYPE', 'SCALING'];
  terminal.out(table(head, rows));
  health(details).forEach((line) => terminal.error(line));
  return 0;
}

function tellPlan(plan: EndpointPlan, { json, verb }: Asked, terminal: Terminal): void {
  if (json && verb === 'plan') {
    terminal.out(JSON.stringify(plan, undefined, 2));
    return;
  }
  const changes = changesInWords(plan.before, plan.after);
  changes.forEach((line) => terminal.out(line));
  if (changes.length === 0) terminal.out(l10n.t('Traffic, capacity and scaling are as in the file.'));
  consequences(plan.before, plan.after).forEach(({ text }) => terminal.error(text));
  plan.beyond.forEach((line) => terminal.error(l10n.t('Needs a new configuration: {0}', line)));
  plan.calls.forEach(({ action, request }) => terminal.error(`${action} ${JSON.stringify(request)}`));
}

async function apply(
  ends: { readonly hosting: Hosting; readonly clock: World['clock'] },
  { name, plan }: { readonly name: string; readonly plan: EndpointPlan },
  terminal: Terminal,
): Promise<number> {
  let said = '';
  const outcome = await applyDraft(
    ends,
    { name, base: plan.before, draft: plan.after },
    {
      begin: async () => Promise.resolve(),
      report: ({ call, calls, endpoint }) => {
        const line = l10n.t('{0} of {1}: {2}', call, calls, statusInWords(endpoint.status));
        if (line !== said) terminal.error(line);
        said = line;
      },
    },
    terminal.signal,
  );
  if (outcome.kind === 'foreign')
    throw new Problem(
      'endpoint-busy',
      l10n.t('{0} was changed by somebody else just now: nothing was written.', name),
    );
  terminal.out(
    outcome.kind === 'applied' ? l10n.t('{0} is as in the file.', name) : l10n.t('There was nothing to do.'),
  );
  return plan.beyond.length > 0 ? 1 : 0;
}
