import { escapeMarkup } from '../escape-markup';

/** Escaped markup. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | false | readonly Part[];

/** Template tag: escapes text, joins lists, and leaves out undefined and false. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(markupOf)));
}

function markupOf(part: Part): string {
  if (part instanceof Html) {
    return part.markup;
  }
  if (part === undefined || part === false) {
    return '';
  }
  if (typeof part === 'string' || typeof part === 'number') {
    return escapeMarkup(String(part));
  }
  return part.map(markupOf).join('');
}
