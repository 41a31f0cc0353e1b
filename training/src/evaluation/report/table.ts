import { html, type Html } from './html';

/** A cell: text, or text with a second line in smaller type below. */
export type Cell =
  string | { readonly text: string; readonly below?: string; readonly mark?: boolean };

/** A table with a heading; the first cell of a row names it. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Marks up a table. Only the first column is text; the others align right. */
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
