import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot, VariantFacts } from '../../../src/core/hosting/panel/endpointPanel';
import { shares } from '../../../src/core/hosting/shares';
import type { Editing } from '../editing';
import type { Actions } from './actions';
import { valueOf } from './numbers';
import { shareField } from './shareField';

/** One line for each variant: its share before and after, its weight, and what it runs on. */
export function variantTable(snapshot: EndpointSnapshot, editing: Editing, actions: Actions): TemplateResult {
  const before = shares(editing.base.variants.map(({ weight }) => weight));
  const after = shares(editing.draft.variants.map(({ weight }) => weight));
  const isLocked = snapshot.locked !== undefined || snapshot.work !== undefined;
  const rows = editing.draft.variants.map((variant, index) =>
    variantRow(
      {
        variant,
        was: editing.base.variants[index],
        fact: snapshot.variants.find(({ name }) => name === variant.name),
        share: { before: before[index] ?? 0, after: after[index] ?? 0 },
        isLocked,
        isKept: editing.locked.has(variant.name),
        isOnly: editing.draft.variants.length === 1,
      },
      actions,
    ),
  );
  return html`
    <table class="variants">
      <caption class="spoken">
        ${l10n.t('Variants, their traffic and their capacity')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Variant')}</th>
          <th scope="col">${l10n.t('Traffic')}</th>
          <th scope="col">${l10n.t('Weight')}</th>
          <th scope="col">${l10n.t('Capacity')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows} ${snapshot.shadows.map(shadowRow)}
      </tbody>
    </table>
  `;
}

interface Line {
  readonly variant: VariantDraft;
  readonly was: VariantDraft | undefined;
  readonly fact: VariantFacts | undefined;
  readonly share: { readonly before: number; readonly after: number };
  readonly isLocked: boolean;
  readonly isKept: boolean;
  readonly isOnly: boolean;
}

function variantRow(line: Line, actions: Actions): TemplateResult {
  const { variant, was, fact } = line;
  const weight =
    was === undefined || was.weight === variant.weight
      ? String(variant.weight)
      : `${was.weight} → ${variant.weight}`;
  return html`
    <tr>
      <th scope="row">
        ${variant.name}
        ${fact?.image === undefined ? nothing : html`<div class="quiet image" title=${fact.image}>${imageName(fact.image)}</div>`}
      </th>
      <td>${traffic(line, actions)}</td>
      <td class="number">${weight}</td>
      <td>${capacity(line, actions)}</td>
    </tr>
  `;
}

function traffic(
  { variant: { name }, share, isLocked, isKept, isOnly }: Line,
  actions: Actions,
): TemplateResult {
  return html`
    ${shareField({ name, share: share.after, isLocked, isKept, isOnly }, actions)}
    <div class="bars" aria-hidden="true">
      <svg width="100%" height="8">
        <rect class="before" width="${share.before}%" height="3" />
        <rect class="after" y="4" width="${share.after}%" height="4" />
      </svg>
    </div>
    ${
      share.before === share.after
        ? nothing
        : html`<div class="quiet">${l10n.t('{0} % → {1} %', share.before, share.after)}</div>`
    }
  `;
}

function capacity({ variant, was, fact, isLocked }: Line, actions: Actions): TemplateResult {
  const { name, instances, concurrency, provisioned } = variant;
  const type = fact?.instanceType ?? l10n.t('of an unknown type');
  if (instances !== undefined)
    return html`
      <label class="count">
        ${count(variant, 'instances', { isLocked, label: l10n.t('Instances of {0}', name) }, actions)} ×
        ${type}
      </label>
      ${changed(was?.instances, instances)} ${owner(variant, actions)}
    `;
  if (concurrency === undefined) return html`<span class="quiet">${l10n.t('unknown')}</span>`;
  return html`
    <label class="count">
      ${count(variant, 'concurrency', { isLocked, label: l10n.t('Concurrency of {0}', name) }, actions)}
      ${fact?.memory === undefined ? l10n.t('at once') : l10n.t('at once, {0} MB each', fact.memory)}
    </label>
    ${changed(was?.concurrency, concurrency)}
    ${
      provisioned === undefined
        ? nothing
        : html`<label class="count">
            ${count(variant, 'provisioned', { isLocked, label: l10n.t('Provisioned concurrency of {0}', name) }, actions)}
            ${l10n.t('kept warm')}
          </label>`
    }
    ${owner(variant, actions)}
  `;
}

/** Whoever scales a variant undoes what is set by hand: its limits are what holds. */
function owner({ name, scaling }: VariantDraft, actions: Actions): TemplateResult | typeof nothing {
  if (!scaling) return nothing;
  const { min, max, policies, schedules } = scaling;
  const owners = [...policies, ...schedules].map((each) => each.name);
  return html`<div class="quiet">
    ${
      owners.length === 0
        ? l10n.t('kept from {0} to {1}', min, max)
        : l10n.t('scaled from {0} to {1} by {2}', min, max, owners.join(', '))
    }
    <button
      class="link"
      aria-label=${l10n.t('Edit Limits of {0}', name)}
      @click=${() => actions.editLimits(name)}
    >
      ${l10n.t('Edit Limits')}
    </button>
  </div>`;
}

function count(
  variant: VariantDraft,
  field: 'instances' | 'concurrency' | 'provisioned',
  { isLocked, label }: { readonly isLocked: boolean; readonly label: string },
  actions: Actions,
): TemplateResult {
  const change = (event: Event): void => {
    const value = valueOf(event);
    if (value !== undefined) actions.set(variant.name, field, value);
  };
  return html`<input
    type="number"
    min="0"
    aria-label=${label}
    .value=${live(String(variant[field] ?? 0))}
    ?disabled=${isLocked}
    @change=${change}
  />`;
}

const changed = (before: number | undefined, after: number): TemplateResult | typeof nothing =>
  before === undefined || before === after ? nothing : html`<div class="quiet">${before} → ${after}</div>`;

const shadowRow = ({ name, instanceType, instances }: VariantFacts): TemplateResult => html`
  <tr>
    <th scope="row">
      ${name}
      <div class="quiet">${l10n.t('shadow')}</div>
    </th>
    <td class="quiet">${l10n.t('gets copies of requests; nobody sees its answers')}</td>
    <td></td>
    <td>${instances ?? '?'} × ${instanceType ?? l10n.t('of an unknown type')}</td>
  </tr>
`;

function imageName(image: string): string {
  const [name = '', digest] = image.split('@');
  const path = name.split('/').slice(1).join('/') || name;
  return digest === undefined ? path : `${path} @ ${digest.replace('sha256:', '').slice(0, 12)}`;
}
