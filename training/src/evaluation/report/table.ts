import { html, type Html } from './html';

/**
 * Text, or text with a second line in smaller type below; `mark` highlights it with an asterisk.
 */
export type Cell =
  string | { readonly text: string; readonly below?: string; readonly mark?: boolean };

/** The first cell of each row is its heading. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function tableHtml({ caption, columns, rows }: Table): Html {
  return html`<div class="table">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) =>
            html`<tr>
              <th scope="row">${cellHtml(first)}</th>
              ${others.map((cell) => html`<td>${cellHtml(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellHtml(cell: Cell): Html {
  if (typeof cell === 'string') {
    return html`${cell}`;
  }
  const text = cell.mark ? html`<strong>${cell.text} *</strong>` : html`${cell.text}`;
  return html`${text}${cell.below && html`<small>${cell.below}</small>`}`;
}
