import { html, type TemplateResult } from 'lit';
import type { Table } from '../../src/core/load/report/reportTables';

export const plainTable = ({ head, rows }: Table): TemplateResult => html`
  <div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name = '', ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;
