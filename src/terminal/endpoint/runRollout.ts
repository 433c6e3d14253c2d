import * as l10n from '@vscode/l10n';
import { carryOut, planScaling } from '../../app/hosting/rollout/carryOut';
import { changeTypes } from '../../app/hosting/rollout/changeTypes';
import { checkAlarms } from '../../app/hosting/rollout/checkAlarms';
import { checkImages, repackImage } from '../../app/hosting/rollout/checkImages';
import { readPresent } from '../../app/hosting/rollout/readPresent';
import { isHeld, RolloutStore } from '../../app/hosting/rollout/rolloutStore';
import type { AwsPlace, Ecr } from '../../core/ecr/ports';
import type { CloudWatch } from '../../core/hosting/cloudWatchPorts';
import { draftOf } from '../../core/hosting/draft';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { EndpointDetails } from '../../core/hosting/endpointDetails';
import { deploymentRefusal } from '../../core/hosting/rollout/deployment';
import { fileRollout } from '../../core/hosting/rollout/fileChange';
import { stampOf } from '../../core/hosting/rollout/freshName';
import { endInWords } from '../../core/hosting/rollout/outcome';
import { newImages, withImages } from '../../core/hosting/rollout/rollout';
import type { Hosting } from '../../core/hosting/ports';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';
import type { RolloutOptions } from './rolloutOptions';
import { phaseTeller, type Told } from './tellRollout';

export interface Place {
  readonly world: Pick<World, 'clock' | 'disk'>;
  readonly hosting: Hosting;
  readonly ecr: Ecr;
  readonly cloudWatch: CloudWatch;
  readonly named: AwsPlace;
}

/** What the file needs a new configuration for; nothing when it needs none, or nobody can see the present one. */
export async function planRollout(
  { world, hosting }: Place,
  file: EndpointFile,
  { details, options }: { readonly details: EndpointDetails; readonly options: RolloutOptions },
  signal: AbortSignal,
): Promise<Told | undefined> {
  const { endpoint } = details;
  const present = await readPresent(hosting, endpoint.config, signal);
  if (!present) return undefined;
  const counts = draftOf(details).variants.flatMap(({ instances }) => instances ?? []);
  const { deployment, retain } = options;
  const wish = { endpoint: endpoint.name, stamp: stampOf(world.clock.now()), deployment, retain, counts };
  const { rollout, differences, ...affected } = fileRollout(file, present, wish);
  if (differences.length === 0) return undefined;
  const refused = deployment && deploymentRefusal(deployment, counts);
  if (refused !== undefined) throw new Problem('bad-usage', refused);
  return { planned: await planScaling(hosting, rollout, affected, signal), differences, counts };
}

/** An update that another window or another run left half-way is brought to its end first. */
export async function finishEarlier(place: Place, name: string, terminal: Terminal): Promise<void> {
  const { world, hosting } = place;
  const store = new RolloutStore(world.disk);
  for (const kept of await store.all()) {
    if (kept.change.rollout.endpoint !== name || kept.place.region !== place.named.region) continue;
    if (isHeld(kept, world.clock.now()))
      throw new Problem(
        'endpoint-busy',
        l10n.t('{0} is being changed from another window or terminal of this machine: wait for that.', name),
      );
    terminal.error(l10n.t('An earlier change of {0} was left half-way: it goes on first.', name));
    const ends = { hosting, clock: world.clock, store };
    const follower = { accepted: async () => Promise.resolve(), report: phaseTeller(terminal) };
    const end = await changeTypes(ends, kept, follower, terminal.signal);
    terminal.error(endInWords(end, name, kept.change.rollout));
  }
}

export async function applyRollout(
  place: Place,
  { planned }: Told,
  { options, account }: { readonly options: RolloutOptions; readonly account: string },
  terminal: Terminal,
): Promise<void> {
  const { world, hosting, named } = place;
  const { signal } = terminal;
  const alarms = await checkAlarms(place.cloudWatch, options.deployment?.alarms ?? [], signal);
  alarms.told.forEach((line) => terminal.error(line));
  if (alarms.ringing !== undefined && !options.insist)
    throw new Problem('aws-refused', l10n.t('{0} With --insist it is asked for anyway.', alarms.ringing));
  const rollout = await hostable(place, { planned, options, account }, terminal);
  const store = new RolloutStore(world.disk);
  const follower = { accepted: async () => Promise.resolve(), report: phaseTeller(terminal) };
  const whose = { place: named, account };
  const ends = { hosting, clock: world.clock, store };
  const end = await carryOut(ends, { ...planned, rollout }, { follower, whose }, signal);
  const said = endInWords(end, rollout.endpoint, rollout);
  if (end.kind !== 'done') throw new Problem('endpoint-failed', said);
  terminal.error(said);
}

async function hostable(
  { ecr }: Place,
  { planned, options, account }: Pick<Told, 'planned'> & { options: RolloutOptions; account: string },
  terminal: Terminal,
) {
  const images = await fitImages({ ecr, account }, newImages(planned.rollout), options.repack, terminal);
  return withImages(planned.rollout, images);
}

/** By their addresses, those that were written again. A Problem when one cannot be hosted. */
export async function fitImages(
  sources: { readonly ecr: Ecr; readonly account: string },
  images: readonly string[],
  repack: boolean,
  { error, signal }: Terminal,
): Promise<ReadonlyMap<string, string>> {
  const other = new Map<string, string>();
  for (const { image, state, text } of await checkImages(sources, images, signal)) {
    error(l10n.t('{0}: {1}', image, text));
    if (state === 'failed')
      throw new Problem('aws-refused', l10n.t('{0} cannot be hosted. {1}', image, text));
    if (state !== 'oci') continue;
    if (!repack)
      throw new Problem(
        'aws-refused',
        l10n.t('{0} cannot be hosted. {1} --repack writes it again.', image, text),
      );
    other.set(image, await repackImage(sources, image, signal));
  }
  return other;
}
