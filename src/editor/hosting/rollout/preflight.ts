import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { checkImages, repackImage, type ImageCheck } from '../../../app/hosting/rollout/checkImages';
import type { Ecr } from '../../../core/ecr/ports';
import { newImages, withImages, type Rollout } from '../../../core/hosting/rollout/rollout';
import { Problem } from '../../../core/problem';
import type { Services } from '../../services';

export interface Fit<T> {
  readonly rollout: T;
  readonly lines: readonly string[];
}

type WithMakes = Pick<Rollout, 'makes'>;
type WithEcr = <T>(work: (ecr: Ecr, signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Images that SageMaker cannot host are written again, if the user likes; nothing when not. */
export async function fitForHosting<T extends WithMakes>(
  services: Services,
  rollout: T,
  { account, withEcr }: { readonly account: string; readonly withEcr: WithEcr },
): Promise<Fit<T> | undefined> {
  const images = newImages(rollout);
  if (images.length === 0) return { rollout, lines: [] };
  const checks = await services.activity.run(l10n.t('Checking images in ECR'), async (signal) =>
    withEcr(async (ecr) => checkImages({ ecr, account }, images, signal)),
  );
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed)
    throw new Problem('aws-refused', l10n.t('{0} cannot be hosted. {1}', failed.image, failed.text));
  const unfit = checks.filter(({ state }) => state === 'oci');
  if (unfit.length > 0 && !(await askRepack(unfit))) return undefined;
  const other = new Map<string, string>();
  for (const { image } of unfit) {
    const work = async (signal: AbortSignal): Promise<string> =>
      withEcr(async (ecr) => repackImage({ ecr, account }, image, signal));
    other.set(image, await services.activity.run(l10n.t('Writing a manifest that SageMaker hosts'), work));
  }
  return { rollout: withImages(rollout, other), lines: checks.map((check) => lineOf(check, other)) };
}

const lineOf = ({ image, text }: ImageCheck, other: ReadonlyMap<string, string>): string => {
  const now = other.get(image);
  return now === undefined
    ? `${image}: ${text}`
    : l10n.t('{0}: {1} It was written again as {2}.', image, text, now);
};

async function askRepack(unfit: readonly ImageCheck[]): Promise<boolean> {
  const again = l10n.t('Write It Again');
  const detail = [
    ...unfit.map(({ image, text }) => `${image}: ${text}`),
    l10n.t(
      'The manifest can be written again as one of Docker’s for the same layers. Nothing is uploaded; the tag moves to it, and the old digest stays.',
    ),
  ].join('\n\n');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('SageMaker does not host this image as it is.'),
    { modal: true, detail },
    again,
  );
  return answer === again;
}
