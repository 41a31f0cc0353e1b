import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import Markdown from 'markdown-to-jsx';

/** A model card comes from a file: it may bring neither HTML nor images from elsewhere. */
const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    // The dialog's own title is the second level.
    h1: { component: 'h3' },
    h2: { component: 'h4' },
    h3: { component: 'h5' },
    img: { component: ({ alt = '' }: { alt?: string }) => <>{alt}</> },
    a: { component: ({ children }: { children?: ReactNode }) => <>{children}</> },
  },
} as const;

/** Renders the Markdown of a model card: headings, paragraphs, lists, tables and emphasis. */
export function CardText({ markdown }: { readonly markdown: string }): ReactElement {
  // A card has dozens of tables: reading it anew whenever the panel changes would block the page.
  return useMemo(
    () => (
      <Markdown className="echonet-card-text" options={options}>
        {markdown}
      </Markdown>
    ),
    [markdown],
  );
}
