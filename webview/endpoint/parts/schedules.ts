import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { nextRuns } from '../../../src/core/hosting/scaling/nextRuns';
import { zoneOf, type ScheduleDraft } from '../../../src/core/hosting/scaling/schedule';
import { scheduleRefusal } from '../../../src/core/hosting/scaling/scheduleRefusal';
import { textField } from './fields';
import { optionalNumberField } from './numbers';
import { recurrenceFields } from './recurrence';
import type { ScaledVariant } from './scaledVariant';

/** So many times that it will act. */
const shown = 5;

/** A scheduled action, with the next times at which it acts. */
export function scheduleFields(
  { isAsync }: ScaledVariant,
  schedule: ScheduleDraft,
  set: (next: ScheduleDraft) => void,
): TemplateResult {
  const { name, min, max, start, end } = schedule;
  const change = (next: Partial<Record<'min' | 'max' | 'start' | 'end', number | undefined>>): void =>
    set(withValues(schedule, next));
  return html`
    ${recurrenceFields(schedule, set)}
    <div class="fields">
      ${optionalNumberField({ label: l10n.t('From then on at least'), spoken: l10n.t('Smallest capacity from {0} on', name), value: min }, (next) => change({ min: next }))}
      ${optionalNumberField({ label: l10n.t('at most'), spoken: l10n.t('Largest capacity from {0} on', name), value: max }, (next) => change({ max: next }))}
      ${dateField(l10n.t('Not before (UTC)'), l10n.t('Start of {0}', name), start, (next) => change({ start: next }))}
      ${dateField(l10n.t('Not after (UTC)'), l10n.t('End of {0}', name), end, (next) => change({ end: next }))}
    </div>
    ${preview(schedule, scheduleRefusal(schedule, isAsync ? 0 : 1))}
  `;
}

function preview(schedule: ScheduleDraft, refused: string | undefined): TemplateResult {
  if (refused !== undefined) return html`<p class="error-text" role="status">${refused}</p>`;
  const runs = nextRuns(schedule, { after: Date.now(), count: shown });
  if (runs.length === 0)
    return html`<p class="quiet" role="status">${l10n.t('It will not act any more.')}</p>`;
  const zone = zoneOf(schedule);
  const format = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  return html`
    <div class="runs" role="status">
      <span class="quiet">${l10n.t('Next, in {0}:', zone)}</span>
      <ol>
        ${runs.map((run) => html`<li>${format.format(run)}</li>`)}
      </ol>
    </div>
    ${
      schedule.schedule.startsWith('rate') && schedule.start === undefined
        ? html`<p class="quiet">
            ${l10n.t('A rate counts from when AWS gets it: the times are about right.')}
          </p>`
        : nothing
    }
  `;
}

const dateField = (
  label: string,
  spoken: string,
  value: number | undefined,
  set: (next: number | undefined) => void,
): TemplateResult =>
  textField(
    {
      label,
      spoken,
      type: 'datetime-local',
      value: value === undefined ? '' : new Date(value).toISOString().slice(0, 19),
    },
    (text) => {
      const moment = Date.parse(`${text}Z`);
      set(Number.isNaN(moment) ? undefined : moment);
    },
  );

function withValues(
  { min, max, start, end, ...others }: ScheduleDraft,
  change: Partial<Record<'min' | 'max' | 'start' | 'end', number | undefined>>,
): ScheduleDraft {
  const next = { min, max, start, end, ...change };
  return {
    ...others,
    ...(next.min === undefined ? {} : { min: next.min }),
    ...(next.max === undefined ? {} : { max: next.max }),
    ...(next.start === undefined ? {} : { start: next.start }),
    ...(next.end === undefined ? {} : { end: next.end }),
  };
}
