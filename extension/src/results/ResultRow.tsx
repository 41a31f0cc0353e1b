import { useState, type ReactElement, type ReactNode } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import type { Mark } from './mark';
import { MarkText } from './MarkText';

export interface ResultLine {
  readonly name: string;
  /** Shown in place of the name, which is read aloud. */
  readonly shortName: string;
  /** Without its unit. */
  readonly value: string;
  readonly unit: string;
  readonly mark?: Mark;
  /** Shown in place of the mark, as a warning: the view is another one. */
  readonly caution?: { readonly text: string; readonly hint: string };
  /** In place of the mark: still provisional, or of what the value is a share. */
  readonly remark?: string;
  /** Changed by the reader. */
  readonly isEdited?: boolean;
  /** Beneath the mark, and as it is read aloud. */
  readonly interval?: { readonly shown: string; readonly spoken: string };
  /** Evaluated on simulated patients alone: greyed. */
  readonly isDemonstration?: boolean;
  readonly isCurrent?: boolean;
}

interface ResultRowProps {
  readonly line: ResultLine;
  readonly testId: string;
  /** For tests: `data-` attributes of the row. */
  readonly data: Readonly<Record<string, string | undefined>>;
  /** Buttons at the end of the line. */
  readonly buttons: ReactNode;
  /** Rendered while the row is open. */
  readonly details: () => ReactNode;
}

/** One result on one line; a click on it opens its details. */
export function ResultRow(props: ResultRowProps): ReactElement {
  const { line, testId, data, buttons, details } = props;
  const [isOpen, setOpen] = useState(false);
  const { results } = useStrings();
  return (
    <li
      className="echonet-result"
      aria-current={line.isCurrent}
      data-demonstration={line.isDemonstration}
      {...data}
      {...testHooks(testId)}
    >
      <div className="echonet-result-line">
        <button
          type="button"
          className="echonet-result-open"
          aria-expanded={isOpen}
          title={results.details(line.name)}
          onClick={() => setOpen(!isOpen)}
          {...testHooks('echonet-result-open')}
        >
          <span className="echonet-result-name" aria-hidden="true">
            {line.shortName}
          </span>
          <span className="echonet-hidden">{line.name} </span>
          <span className="echonet-value">
            {line.value}
            {line.unit && <span className="echonet-unit"> {line.unit}</span>}{' '}
          </span>
          <span className="echonet-result-judgement">
            <Judgement line={line} />
            {line.interval && (
              <>
                <span className="echonet-result-interval" aria-hidden="true">
                  {line.interval.shown}
                </span>
                <span className="echonet-hidden">{line.interval.spoken} </span>
              </>
            )}
            {line.isEdited && (
              <span className="echonet-edited" {...testHooks('echonet-edited')}>
                {results.edited}
              </span>
            )}
          </span>
        </button>
        {buttons}
      </div>
      {isOpen && <div className="echonet-result-details">{details()}</div>}
    </li>
  );
}

/** Spaces part the texts for screen readers. */
function Judgement({ line: { mark, caution, remark } }: { line: ResultLine }): ReactElement | null {
  if (caution) {
    return (
      <>
        <span className="echonet-caution" title={caution.hint} {...testHooks('echonet-caution')}>
          {caution.text}
        </span>{' '}
      </>
    );
  }
  if (remark !== undefined) {
    return <span className="echonet-result-remark">{remark}</span>;
  }
  return mark ? (
    <>
      <MarkText mark={mark} />{' '}
    </>
  ) : null;
}
