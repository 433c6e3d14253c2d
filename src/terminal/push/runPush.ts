import * as l10n from '@vscode/l10n';
import type { PushFindings } from '../../app/ecr/pushImage';
import { pushImage } from '../../app/ecr/pushImage';
import type { AwsPlace } from '../../core/ecr/ports';
import { checkLines } from '../../core/ecr/pushCheck';
import type { PushEvent } from '../../core/ecr/pushState';
import { advancePush, beforePush, pushLine, pushProgress } from '../../core/ecr/pushState';
import type { PushTarget } from '../../core/ecr/pushTarget';
import { formatSize } from '../../core/format';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';

interface AskedPush {
  readonly image: string;
  readonly target: PushTarget;
  readonly place: AwsPlace;
  readonly create: boolean;
  readonly json: boolean;
}

export async function runPush(
  { docker, registries, clock }: World,
  { image, target, place, create, json }: AskedPush,
  terminal: Terminal,
): Promise<number> {
  const ecr = await registries.open(place);
  const { repository, tag, account } = target;
  const push = { image, repository, tag, ...(account === undefined ? {} : { account }) };
  const agree = async ({ checks, creates }: PushFindings): Promise<boolean> => {
    checks.flatMap(checkLines).forEach((line) => terminal.error(line));
    if (!creates || create) return true;
    throw new Problem(
      'push-refused',
      l10n.t('There is no repository {0}. Say --create to make it.', repository),
    );
  };
  try {
    const talk = { report: printer(repository, clock, terminal.error), agree };
    const pushed = await pushImage({ docker, ecr }, push, talk, terminal.signal);
    if (!pushed) return 1;
    if (json) terminal.out(JSON.stringify(pushed, undefined, 2));
    else {
      terminal.out(pushed.unchanged ? l10n.t('{0} has this image already.', pushed.uri) : pushed.uri);
      terminal.out(pushed.pinned);
    }
    return 0;
  } finally {
    ecr.close();
  }
}

/** Milliseconds. */
const tellEvery = 10_000;

/** Lines that stay, and not many: logs of CI keep them all. */
function printer(
  name: string,
  clock: World['clock'],
  out: (line: string) => void,
): (event: PushEvent) => void {
  let state = beforePush;
  let told = clock.now();
  return (event) => {
    const now = clock.now();
    const before = pushProgress(state);
    state = advancePush(state, event, now);
    switch (event.kind) {
      case 'begun':
        return;
      case 'renewed':
        return out(l10n.t('The sign-in ran out; going on with a new one.'));
      case 'rewritten':
        return out(
          l10n.t('SageMaker hosts no OCI manifests: ECR has one of Docker’s kind now, for the same layers.'),
        );
      case 'layer': {
        const { done, layers, known, total } = pushProgress(state);
        if (done === layers && before.done < done)
          return out(
            l10n.t('{0} layers, {1} of them there already, {2} sent', layers, known, formatSize(total)),
          );
        if (now - told < tellEvery) return;
        told = now;
        out(pushLine(name, state));
      }
    }
  };
}
