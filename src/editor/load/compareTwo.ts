import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { comparePairs, type PairTarget } from '../../app/load/comparePairs';
import { loadsFolder, storePage } from '../../app/load/storedLoads';
import { makeTarget } from '../../app/load/makeTarget';
import { readLoopback } from '../../core/load/plan/loopback';
import { pairMarkdown } from '../../core/load/report/reportMarkdown';
import { readTolerance } from '../../core/load/plan/readTolerance';
import { joinPath } from '../../core/paths';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { askPayloads } from './askPayloads';
import { ask } from './askWork';
import { showReport } from './showReport';

export interface TwoSides {
  readonly url: string;
  /** Of the endpoint, to choose from; none where nobody knows. */
  readonly variants: readonly string[];
}

interface Place {
  readonly url: string;
  readonly variant: string | undefined;
}

const rounds = 5;
const timeout = 60_000;

/** The same payloads to two variants of an endpoint, or to two addresses; the result is a page of text. */
export async function compareTwo(services: Services, folder: string, sides: TwoSides): Promise<void> {
  requireTrust(l10n.t('Endpoints are called on this machine: that needs a workspace that you trust.'));
  const title = l10n.t('Compare Variants');
  const places = await askSides(title, sides);
  const payloads = places && (await askPayloads(title));
  const tolerance =
    payloads &&
    (await ask(
      title,
      l10n.t('Numbers may differ by so much: 0 not at all, 0.001, or 1% of the larger one.'),
      {
        value: '0',
        read: readTolerance,
      },
    ));
  if (!places || !payloads || tolerance === undefined) return;
  const world = await services.world();
  const report = await services.activity.run(title, async (signal, tell) => {
    const target = async (place: Place): Promise<PairTarget> => ({
      name: place.variant ?? place.url,
      target: await makeTarget(world, place, { ...usual, payloads }, signal),
    });
    const both = [await target(places[0]), await target(places[1])] as const;
    return comparePairs(
      world,
      { sides: both, tolerance: readTolerance(tolerance), rounds },
      { signal, report: (done, of) => tell(l10n.t('{0}: {1} of {2}', title, done, of)) },
    );
  });
  const name = `compared-${new Date(report.at).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}`;
  await showReport(await storePage(world, joinPath(loadsFolder(folder), name), pairMarkdown(report)));
}

const usual = {
  whole: false,
  header: false,
  contentType: undefined,
  accept: undefined,
  answerType: undefined,
  timeout,
};

async function askSides(
  title: string,
  { url, variants }: TwoSides,
): Promise<readonly [Place, Place] | undefined> {
  const two = l10n.t('Two Variants of This Endpoint');
  const options = { title, placeHolder: url, ignoreFocusOut: true };
  const kind =
    variants.length > 1
      ? two
      : await vscode.window.showQuickPick([two, l10n.t('Another Endpoint…')], options);
  if (kind === undefined) return undefined;
  if (kind !== two) {
    const other = await ask(title, l10n.t('The address of the other endpoint.'), {
      value: url,
      read: readLoopback,
    });
    return other === undefined ? undefined : [placeOf(url), placeOf(other)];
  }
  const first = await askVariant(title, l10n.t('The first variant'), variants);
  const left = variants.filter((name) => name !== first);
  const second = first && (await askVariant(title, l10n.t('The variant to compare with {0}', first), left));
  return first && second ? [placeOf(url, first), placeOf(url, second)] : undefined;
}

const placeOf = (url: string, variant?: string): Place => ({ url, variant });

/** By its name, where nobody knows which there are. */
async function askVariant(
  title: string,
  placeHolder: string,
  variants: readonly string[],
): Promise<string | undefined> {
  return variants.length === 0
    ? vscode.window.showInputBox({ title, placeHolder, ignoreFocusOut: true })
    : vscode.window.showQuickPick([...variants], { title, placeHolder, ignoreFocusOut: true });
}
