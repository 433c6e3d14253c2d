import * as l10n from '@vscode/l10n';
import { createEndpoint } from '../../app/hosting/rollout/createEndpoint';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { stampOf } from '../../core/hosting/rollout/freshName';
import { newEndpoint } from '../../core/hosting/rollout/newEndpoint';
import { newImages, withImages } from '../../core/hosting/rollout/rollout';
import { subjectOf } from '../../core/hosting/rollout/rolloutCall';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';
import { fitImages, type Place } from './runRollout';
import { phaseTeller } from './tellRollout';

/** An endpoint that is not there yet. What a failure leaves behind is named. */
export async function runCreate(
  { world, hosting, ecr }: Place,
  file: EndpointFile,
  repack: boolean,
  terminal: Terminal,
): Promise<number> {
  const { signal } = terminal;
  const { account } = await ecr.identity(signal);
  const plan = newEndpoint(file, stampOf(world.clock.now()));
  const images = await fitImages({ ecr, account }, newImages(plan), repack, terminal);
  const wanted = withImages(plan, images);
  for (const { action, request } of [...wanted.makes, ...wanted.scaling])
    terminal.error(`${action} ${JSON.stringify(request)}`);
  const ends = { hosting, clock: world.clock };
  const created = await createEndpoint(ends, wanted, phaseTeller(terminal), signal);
  if (created.kind === 'created') {
    terminal.out(l10n.t('{0} is in service in {1}.', wanted.name, hosting.region));
    return 0;
  }
  const { error, made } = created;
  if (made.length === 0) throw error;
  const exists = made.map((call) => `${call.action.replace('Create', '')} ${subjectOf(call)}`).join(', ');
  throw new Problem(error.kind, l10n.t('{0} This exists of it: {1}.', error.message, exists), error);
}
