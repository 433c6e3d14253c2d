import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { rounded, type Both, type VariantLoad } from '../../../src/core/hosting/load';

/** What each variant gets, before and after: bars, and the numbers beside them. */
export function loadTable(loads: readonly VariantLoad[]): TemplateResult | typeof nothing {
  const changed = loads.filter(
    ({ share, instances }) =>
      share.before !== share.after || (instances && instances.before !== instances.after),
  );
  if (changed.length === 0) return nothing;
  const most = Math.max(
    ...changed.flatMap(({ perInstance, target }) => [
      perInstance?.before ?? 0,
      perInstance?.after ?? 0,
      (target ?? 0) * 1.05,
    ]),
  );
  return html`
    <table class="loads">
      <caption class="spoken">
        ${l10n.t('The traffic of each variant, before and after')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Variant')}</th>
          <th scope="col">${l10n.t('Traffic')}</th>
          <th scope="col">${l10n.t('Instances')}</th>
          <th scope="col">${l10n.t('Requests a minute for each instance')}</th>
        </tr>
      </thead>
      <tbody>
        ${changed.map((load) => loadRow(load, most))}
      </tbody>
    </table>
  `;
}

const loadRow = (
  { name, share, instances, perInstance, target }: VariantLoad,
  most: number,
): TemplateResult => html`
  <tr>
    <th scope="row">${name}</th>
    <td>${both(share, (value) => l10n.t('{0} %', value))}${bars(share, 100)}</td>
    <td class="number">${instances ? both(instances, String) : '–'}</td>
    <td>
      ${
        perInstance
          ? html`${both(perInstance, rounded)}
            ${target === undefined ? nothing : html`<span class="quiet">${l10n.t('of {0}', target)}</span>`}
            ${bars(perInstance, most, target)}`
          : html`<span class="quiet">${l10n.t('unknown')}</span>`
      }
    </td>
  </tr>
`;

const both = ({ before, after }: Both, print: (value: number) => string): TemplateResult =>
  before === after
    ? html`<span class="number">${print(after)}</span>`
    : html`<span class="number">${print(before)} → ${print(after)}</span>`;

/** A target is a line across both. */
function bars({ before, after }: Both, most: number, target?: number): TemplateResult {
  const width = (value: number): string => `${most > 0 ? Math.min(100, (value / most) * 100) : 0}%`;
  const isOver = target !== undefined && after > target;
  return html`<div class="bars" aria-hidden="true">
    <svg width="100%" height="10">
      <rect class="before" y="1" width=${width(before)} height="3" />
      <rect class=${isOver ? 'after over' : 'after'} y="5" width=${width(after)} height="4" />
      ${target === undefined ? nothing : svg`<line class="target" x1=${width(target)} x2=${width(target)} y1="0" y2="10" />`}
    </svg>
  </div>`;
}
