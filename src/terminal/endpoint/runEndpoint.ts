import * as l10n from '@vscode/l10n';
import { applyDraft } from '../../app/hosting/applyDraft';
import { readEndpoint } from '../../app/hosting/readEndpoint';
import { readEndpointInput } from '../../app/hosting/readEndpointInput';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { consequences } from '../../core/hosting/consequences';
import { draftOf } from '../../core/hosting/draft';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import { health, statusInWords, weightOf } from '../../core/hosting/endpointDetails';
import { changesInWords, valueInWords } from '../../core/hosting/inWords';
import { planEndpoint, type EndpointPlan } from '../../core/hosting/plan';
import { unseenConfig } from '../../core/hosting/rollout/change';
import { plannedCalls } from '../../core/hosting/rollout/plannedRollout';
import { shares } from '../../core/hosting/shares';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { Scope } from '../../core/scope';
import type { Terminal } from '../commandLine';
import { table } from '../table';
import type { Verb } from './endpointCommand';
import type { RolloutOptions } from './rolloutOptions';
import { runCreate } from './runCreate';
import { applyRollout, finishEarlier, planRollout, type Place } from './runRollout';
import { tellRollout, type Told } from './tellRollout';

interface Asked {
  readonly verb: Verb;
  readonly file: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly check: boolean;
  readonly json: boolean;
  readonly rollout: RolloutOptions;
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
    const cloudWatch = await world.cloudWatches.open(place);
    scope.own({ dispose: () => cloudWatch.close() });
    const ends: Place = { world, hosting, ecr, cloudWatch, named: { ...place, region: hosting.region } };
    if (asked.verb === 'create') return await runCreate(ends, file, asked.rollout.repack, terminal);
    if (asked.verb === 'apply') await finishEarlier(ends, name, terminal);
    const details = await detailsOf(ends, name, terminal);
    if (asked.verb === 'get') return get(details, asked, terminal);
    const plan = planEndpoint(file, details);
    if (!details.config) terminal.error(unseenConfig(details.endpoint.config));
    const update = await planRollout(ends, file, { details, options: asked.rollout }, terminal.signal);
    tellPlan({ plan, update }, asked, terminal);
    const differs = plan.calls.length + plan.beyond.length > 0 || update !== undefined;
    if (asked.verb === 'plan') return differs && asked.check ? 2 : 0;
    return await apply(ends, { file, details, plan, update, options: asked.rollout }, terminal);
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

interface Planned {
  readonly plan: EndpointPlan;
  /** What needs another configuration, where the present one can be seen. */
  readonly update: Told | undefined;
}

function tellPlan({ plan, update }: Planned, { json, verb, rollout }: Asked, terminal: Terminal): void {
  if (json && verb === 'plan') {
    const calls = update && plannedCalls(update.planned, Date.now());
    const whole = update ? { ...plan, update: { differences: update.differences, calls } } : plan;
    terminal.out(JSON.stringify(whole, undefined, 2));
    return;
  }
  const changes = changesInWords(plan.before, plan.after);
  changes.forEach((line) => terminal.out(line));
  if (changes.length === 0) terminal.out(l10n.t('Traffic, capacity and scaling are as in the file.'));
  consequences(plan.before, plan.after).forEach(({ text }) => terminal.error(text));
  if (update) tellRollout(update, rollout, terminal);
  else plan.beyond.forEach((line) => terminal.error(l10n.t('Needs a new configuration: {0}', line)));
  plan.calls.forEach(({ action, request }) => terminal.error(`${action} ${JSON.stringify(request)}`));
}

interface Applying extends Planned {
  readonly file: EndpointFile;
  readonly details: EndpointDetails;
  readonly options: RolloutOptions;
}

/** The configuration first; then, on what lives with it, traffic and capacity. */
async function apply(
  ends: Place,
  { file, details, plan, update, options }: Applying,
  terminal: Terminal,
): Promise<number> {
  const { name, arn } = details.endpoint;
  if (!update) return change(ends, { name, plan }, terminal);
  await applyRollout(ends, update, { options, account: arn.split(':')[4] ?? '' }, terminal);
  const rest = planEndpoint(file, await detailsOf(ends, name, terminal));
  await change(ends, { name, plan: rest }, terminal);
  return rest.beyond.length > 0 ? 1 : 0;
}

async function detailsOf(
  { hosting, ecr, cloudWatch }: Place,
  name: string,
  terminal: Terminal,
): Promise<EndpointDetails> {
  const report = (error: unknown): void => {
    if (error instanceof Problem) terminal.error(error.message);
  };
  const details = await readEndpoint({ hosting, ecr, cloudWatch, report }, name, terminal.signal);
  if (details) return details;
  throw new Problem(
    'data-missing',
    l10n.t('There is no endpoint {0} in {1}. Make it with: longshore endpoint create', name, hosting.region),
  );
}

async function change(
  { world, hosting }: Place,
  { name, plan }: { readonly name: string; readonly plan: EndpointPlan },
  terminal: Terminal,
): Promise<number> {
  let said = '';
  const outcome = await applyDraft(
    { hosting, clock: world.clock },
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
