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

/** An endpoint of which two variants are compared, or that is compared with another. */
export interface TwoSides {
  /** Where it is, or how it comes to be there. */
  readonly place: string;
  /** To choose from; nothing where nobody knows. */
  readonly variants: readonly string[] | undefined;
  /** Works with its address, which it may have for just as long. */
  readonly withUrl: <T>(work: (url: string) => Promise<T>, follow: Follow) => Promise<T>;
}

interface Follow {
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

interface Place {
  /** Of the endpoint itself when it is not given. */
  readonly url?: string;
  readonly variant: string | undefined;
}

/** What serves at this address already. */
export const sidesAt = (url: string, variants?: readonly string[]): TwoSides => ({
  place: url,
  variants,
  withUrl: async (work) => work(url),
});

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
    return sides.withUrl(
      async (own) => {
        const target = async ({ url = own, variant }: Place): Promise<PairTarget> => ({
          name: variant ?? url,
          target: await makeTarget(world, { url, variant }, { ...usual, payloads }, signal),
        });
        const both = [await target(places[0]), await target(places[1])] as const;
        return comparePairs(
          world,
          { sides: both, tolerance: readTolerance(tolerance), rounds },
          { signal, report: (done, of) => tell(l10n.t('{0}: {1} of {2}', title, done, of)) },
        );
      },
      { signal, say: tell },
    );
  });
  const names = report.sides.map((side) => side.name).join('-');
  const moment = new Date(report.at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const name = `${names.replaceAll(/[^\w.-]+/g, '-')}-compared-${moment}`;
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
  { place, variants }: TwoSides,
): Promise<readonly [Place, Place] | undefined> {
  const [two, other] = [l10n.t('Two Variants of This Endpoint'), l10n.t('Another Endpoint…')];
  const kind = variants
    ? [other, two][Number(variants.length > 1)]
    : await vscode.window.showQuickPick([two, other], { title, placeHolder: place, ignoreFocusOut: true });
  if (kind === undefined) return undefined;
  if (kind === other) {
    const url = await ask(title, l10n.t('The address of the other endpoint.'), {
      value: 'http://127.0.0.1:8080/invocations',
      read: readLoopback,
    });
    return url === undefined ? undefined : [{ variant: undefined }, { url, variant: undefined }];
  }
  const first = await askVariant(title, l10n.t('The first variant. {0}', place), variants);
  const left = variants?.filter((name) => name !== first);
  const second = first && (await askVariant(title, l10n.t('The variant to compare with {0}', first), left));
  return first && second ? [{ variant: first }, { variant: second }] : undefined;
}

/** By its name, where nobody knows which there are. */
async function askVariant(
  title: string,
  placeHolder: string,
  variants: readonly string[] | undefined,
): Promise<string | undefined> {
  return variants
    ? vscode.window.showQuickPick([...variants], { title, placeHolder, ignoreFocusOut: true })
    : vscode.window.showInputBox({ title, placeHolder, ignoreFocusOut: true });
}
