import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import Markdown from 'markdown-to-jsx';

/** Model cards come from files: neither HTML nor images or links are rendered. */
const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    // The dialog's title is h2.
    h1: { component: 'h3' },
    h2: { component: 'h4' },
    h3: { component: 'h5' },
    img: { component: ({ alt = '' }: { alt?: string }) => <>{alt}</> },
    a: { component: ({ children }: { children?: ReactNode }) => <>{children}</> },
  },
} as const;

export function CardText({ markdown }: { readonly markdown: string }): ReactElement {
  // Parsing the dozens of tables of a card on every render would block the page.
  return useMemo(
    () => (
      <Markdown className="echonet-card-text" options={options}>
        {markdown}
      </Markdown>
    ),
    [markdown],
  );
}
