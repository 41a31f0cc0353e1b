import { describe, expect, it } from '@jest/globals';
import { html } from './html';

describe('html', () => {
  it('escapes text but not nested markup', () => {
    const inner = html`<b>${'a < "b" & \'c\''}</b>`;
    expect(html`<p title="${'"'}">${inner}</p>`.markup).toBe(
      '<p title="&#34;"><b>a &#60; &#34;b&#34; &#38; &#39;c&#39;</b></p>',
    );
  });

  it('joins lists and leaves out undefined and false', () => {
    expect(html`${[1, 2].map((n) => html`<i>${n}</i>`)}${undefined}${false}${0}`.markup).toBe(
      '<i>1</i><i>2</i>0',
    );
  });
});
