import { lazy, Suspense, type ReactElement } from 'react';

/** Loads the Markdown parser with the first card; without it the card is shown as plain text. */
const CardText = lazy(() =>
  import(/* webpackChunkName: "card-text" */ './CardText').then(
    (module) => ({ default: module.CardText }),
    () => ({ default: PlainText }),
  ),
);

interface LazyCardTextProps {
  readonly markdown: string;
}

export function LazyCardText({ markdown }: LazyCardTextProps): ReactElement {
  return (
    <Suspense>
      <CardText markdown={markdown} />
    </Suspense>
  );
}

function PlainText({ markdown }: LazyCardTextProps): ReactElement {
  return <pre className="echonet-card-text">{markdown}</pre>;
}
