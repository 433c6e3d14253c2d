import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { zoneOf, type ScheduleDraft } from '../../../src/core/hosting/scaling/schedule';
import { choiceField, textField } from './fields';
import { numberField } from './numbers';

type Kind = 'at' | 'rate' | 'cron';

const fieldNames = (): readonly string[] => [
  l10n.t('Minutes'),
  l10n.t('Hours'),
  l10n.t('Day of the month'),
  l10n.t('Month'),
  l10n.t('Day of the week'),
  l10n.t('Year'),
];

/** When it acts: once, at a rate, or by six fields. */
export function recurrenceFields(
  schedule: ScheduleDraft,
  set: (next: ScheduleDraft) => void,
): TemplateResult {
  const { name } = schedule;
  const [, word = 'cron', inside = ''] = /^(\w+)\((.*)\)$/.exec(schedule.schedule) ?? [];
  const kind: Kind = word === 'at' || word === 'rate' ? word : 'cron';
  const say = (text: string): void => set({ ...schedule, schedule: text });
  return html`
    <div class="fields">
      ${choiceField<Kind>(
        {
          label: l10n.t('Acts'),
          spoken: l10n.t('Kind of {0}', name),
          value: kind,
          choices: [
            { value: 'cron', text: l10n.t('by the calendar') },
            { value: 'rate', text: l10n.t('again and again') },
            { value: 'at', text: l10n.t('once') },
          ],
        },
        (next) => say(beginnings()[next]),
      )}
      ${insideFields(name, { kind, inside }, say)}
      ${
        kind === 'rate'
          ? ''
          : textField(
              {
                label: l10n.t('Time zone'),
                spoken: l10n.t('Time zone of {0}', name),
                value: zoneOf(schedule),
                list: 'zones',
              },
              (zone) => {
                const { zone: _, ...others } = schedule;
                set(zone === '' || zone === 'UTC' ? others : { ...others, zone });
              },
            )
      }
    </div>
  `;
}

function insideFields(
  name: string,
  { kind, inside }: { readonly kind: Kind; readonly inside: string },
  say: (text: string) => void,
): TemplateResult {
  switch (kind) {
    case 'at':
      return textField(
        { label: l10n.t('On'), spoken: l10n.t('Time of {0}', name), type: 'datetime-local', value: inside },
        (text) => say(`at(${text.length === 16 ? `${text}:00` : text})`),
      );
    case 'rate':
      return rateFields(name, inside, say);
    case 'cron': {
      const fields = inside.split(/\s+/);
      return html`${fieldNames().map((label, index) =>
        textField(
          {
            label,
            spoken: l10n.t('{0} of {1}', label, name),
            value: fields[index] ?? '',
            size: 8,
          },
          (text) =>
            say(
              `cron(${fieldNames()
                .map((_, at) => (at === index ? text : (fields[at] ?? '*')))
                .join(' ')})`,
            ),
        ),
      )}`;
    }
  }
}

type RateUnit = 'minutes' | 'hours' | 'days';

function rateFields(name: string, inside: string, say: (text: string) => void): TemplateResult {
  const [, count = '1', found = 'hours'] = /^(\d+)\s+(\w+)$/.exec(inside) ?? [];
  const unit: RateUnit = found.startsWith('minute') ? 'minutes' : found.startsWith('day') ? 'days' : 'hours';
  // AWS wants the singular for one.
  const rate = (value: number, of: RateUnit): void =>
    say(`rate(${value} ${value === 1 ? of.slice(0, -1) : of})`);
  return html`
    ${numberField({ label: l10n.t('Every'), spoken: l10n.t('Rate of {0}', name), value: Number(count), least: 1 }, (value) => rate(value, unit))}
    ${choiceField<RateUnit>(
      {
        label: ' ',
        spoken: l10n.t('Unit of the rate of {0}', name),
        value: unit,
        choices: [
          { value: 'minutes', text: l10n.t('minutes') },
          { value: 'hours', text: l10n.t('hours') },
          { value: 'days', text: l10n.t('days') },
        ],
      },
      (next) => rate(Number(count), next),
    )}
  `;
}

const beginnings = (): Readonly<Record<Kind, string>> => ({
  cron: 'cron(0 8 ? * MON-FRI *)',
  rate: 'rate(1 day)',
  at: `at(${new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10)}T08:00:00)`,
});

/** What time zones may be chosen from, once on the page. */
export const zoneList = (): TemplateResult => html`
  <datalist id="zones">
    ${['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => html`<option value=${zone}></option>`)}
  </datalist>
`;
