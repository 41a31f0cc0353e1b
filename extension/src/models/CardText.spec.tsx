/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { CardText } from './CardText';

afterEach(cleanup);

describe("a model card's text", () => {
  it('is shown with its headings, lists and tables', () => {
    render(
      <CardText
        markdown={'# Net 1.0\n\n## Limits\n\n- One site\n\n| a | b |\n| - | - |\n| 1 | 2 |'}
      />,
    );
    expect(screen.getByRole('heading', { name: 'Net 1.0' }).tagName).toBe('H3');
    expect(screen.getByRole('heading', { name: 'Limits' }).tagName).toBe('H4');
    expect(screen.getByRole('listitem').textContent).toBe('One site');
    expect(screen.getAllByRole('cell').map(({ textContent }) => textContent?.trim())).toEqual([
      '1',
      '2',
    ]);
  });

  it('brings no HTML, no images and no links', () => {
    const { container } = render(
      <CardText
        markdown={
          'Fine <img src=x onerror=alert(1)> <script>alert(1)</script>\n\n' +
          '![a heart](https://elsewhere.invalid/pixel.png) [look](javascript:alert(1))'
        }
      />,
    );
    expect(container.querySelector('img, script, a, iframe')).toBeNull();
    expect(container.textContent).toContain('a heart');
    expect(container.textContent).toContain('look');
  });
});
