import * as l10n from '@vscode/l10n';
import { isSameDraft, type EndpointDraft, type VariantDraft } from './draft';
import { loadInWords, overloadInWords, variantLoads, type LoadFacts, type VariantLoad } from './load';
import { shares } from './shares';

/** What a change means for each variant, before it is made. */
export interface Consequence {
  readonly severity: 'info' | 'warning';
  readonly text: string;
}

/** So many times the traffic for each instance is worth a warning. */
const heavy = 2;

/** What is known beside the draft: the endpoint's own metrics, and alarms that ring. */
export interface Circumstances extends LoadFacts {
  readonly alarms?: readonly string[];
}

export function consequences(
  base: EndpointDraft,
  draft: EndpointDraft,
  { alarms = [], ...facts }: Circumstances = {},
): readonly Consequence[] {
  const loads = variantLoads(base, draft, facts);
  const before = shares(base.variants.map(({ weight }) => weight));
  const after = shares(draft.variants.map(({ weight }) => weight));
  const ringing = isSameDraft(base, draft) ? [] : alarms;
  return [
    ...ringing.map((text): Consequence => ({
      severity: 'warning',
      text: l10n.t('{0} It rings already: after a change nobody can tell what set it off.', text),
    })),
    ...draft.variants.flatMap((variant, index) => {
      const was = base.variants[index];
      if (!was) return [];
      const moved: Moved = { was, variant, from: before[index] ?? 0, to: after[index] ?? 0 };
      const measured = loads.find(({ name }) => name === variant.name);
      return [...traffic(moved), ...load(moved, measured), ...automatic(moved), ...limits(moved)];
    }),
  ];
}

interface Moved {
  readonly was: VariantDraft;
  readonly variant: VariantDraft;
  /** Percents of the traffic. */
  readonly from: number;
  readonly to: number;
}

function traffic({ variant: { name, instances }, from, to }: Moved): readonly Consequence[] {
  if (to > 0 || from === 0) return [];
  return [
    {
      severity: 'info',
      text:
        instances === undefined
          ? l10n.t('{0} gets no traffic any more.', name)
          : l10n.t(
              '{0} gets no traffic any more, and its instances are still paid for ({1}).',
              name,
              instances,
            ),
    },
  ];
}

/** The traffic of each instance, before and after: what nobody sees from a share alone. */
function load(moved: Moved, measured: VariantLoad | undefined): readonly Consequence[] {
  const { from } = moved;
  const said = measured && loadInWords(measured);
  const tooMuch = measured && overloadInWords(measured);
  const exact: readonly Consequence[] = [
    ...(said === undefined ? [] : [{ severity: 'info', text: said } as const]),
    ...(said === undefined || tooMuch === undefined ? [] : [{ severity: 'warning', text: tooMuch } as const]),
  ];
  // With a target or a load test the numbers say enough; without, a jump is still a jump.
  const isJudged = measured?.target !== undefined || measured?.most !== undefined;
  return [...exact, ...(said !== undefined && from > 0 && isJudged ? [] : relative(moved))];
}

/** What can be said of shares alone. */
function relative({ was, variant, from, to }: Moved): readonly Consequence[] {
  const { name, instances } = variant;
  if (instances === undefined || instances === 0 || !was.instances || to === 0) return [];
  const [before, after] = [from / was.instances, to / instances];
  if (from === 0)
    return [
      {
        severity: 'warning',
        text: l10n.t(
          '{0} had no traffic and gets {1} %, on {2} instances. Is it ready?',
          name,
          to,
          instances,
        ),
      },
    ];
  if (after < before * heavy) return [];
  return [
    {
      severity: 'warning',
      text: l10n.t(
        '{0}: each instance gets {1} times the traffic that it gets now ({2} % on {3}, before {4} % on {5}).',
        name,
        Number((after / before).toPrecision(2)),
        to,
        instances,
        from,
        was.instances,
      ),
    },
  ];
}

/** Whoever scales a variant by itself undoes what is set by hand. */
function automatic({ was, variant }: Moved): readonly Consequence[] {
  const { name, instances, scaling } = variant;
  if (!scaling || instances === undefined || instances === was.instances) return [];
  const { min, max } = scaling;
  const outside = instances < min || instances > max;
  return [
    {
      severity: 'warning',
      text: outside
        ? l10n.t(
            '{0} scales by itself from {1} to {2} instances: {3} lie outside, and are corrected at the next step. Change its limits instead.',
            name,
            min,
            max,
            instances,
          )
        : l10n.t(
            '{0} scales by itself from {1} to {2} instances: its policies may change this number again.',
            name,
            min,
            max,
          ),
    },
  ];
}

/** New limits count at once: AWS moves the capacity into them. */
function limits({ was, variant: { name, instances, scaling } }: Moved): readonly Consequence[] {
  if (was.scaling && !scaling)
    return [
      {
        severity: 'info',
        text: l10n.t(
          '{0} does not scale by itself any more: its policies and scheduled actions go too.',
          name,
        ),
      },
    ];
  if (!scaling || instances === undefined || (instances >= scaling.min && instances <= scaling.max))
    return [];
  if (was.scaling?.min === scaling.min && was.scaling.max === scaling.max) return [];
  const moved = Math.min(Math.max(instances, scaling.min), scaling.max);
  return [
    {
      severity: 'warning',
      text: l10n.t('{0} goes from {1} to {2} instances at once: its limits say so.', name, instances, moved),
    },
  ];
}

/** The share of the traffic that goes elsewhere than before, in percent. */
export function movedShare(base: EndpointDraft, draft: EndpointDraft): number {
  const before = shares(base.variants.map(({ weight }) => weight));
  const after = shares(draft.variants.map(({ weight }) => weight));
  return after.reduce((sum, share, index) => sum + Math.max(0, share - (before[index] ?? 0)), 0);
}
