import type { ReactElement, ReactNode } from 'react';
import Markdown from 'markdown-to-jsx';

/** A model card comes from a file: it may bring neither HTML nor pictures from elsewhere. */
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
  return (
    <Markdown className="echonet-card-text" options={options}>
      {markdown}
    </Markdown>
  );
}
