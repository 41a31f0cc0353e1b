import type { ReactElement } from 'react';
import { testHooks } from './test-hooks';
import { useStrings } from './use-strings';

interface ProgressProps {
  /** Accessible name of the bar. */
  readonly label: string;
  /** 0 to 1 */
  readonly part: number;
  readonly status: string;
  readonly testId: string;
  /** Absent if the task cannot be cancelled. */
  readonly onCancel?: () => void;
  readonly cancelTestId?: string;
}

export function Progress(props: ProgressProps): ReactElement {
  const { label, part, status, testId, onCancel, cancelTestId } = props;
  const { cancel } = useStrings();
  return (
    <div className="echonet-running">
      <div
        className="echonet-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * part)}
      >
        <div style={{ width: `${100 * part}%` }} />
      </div>
      <div className="echonet-row">
        <p role="status" {...testHooks(testId)}>
          {status}
        </p>
        {onCancel && (
          <button
            type="button"
            className="echonet-button"
            onClick={onCancel}
            {...(cancelTestId ? testHooks(cancelTestId) : {})}
          >
            {cancel}
          </button>
        )}
      </div>
    </div>
  );
}
