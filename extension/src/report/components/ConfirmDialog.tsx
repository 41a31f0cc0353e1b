import { useId, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';

interface ConfirmDialogProps {
  /** Of the button that opens the dialog. */
  readonly label: string;
  readonly title: string;
  /** Of the button that confirms. */
  readonly confirmLabel: string;
  readonly disabled?: boolean;
  readonly testId: string;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** A button for an irreversible action, with a confirmation. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { label, title, confirmLabel, disabled, testId, onConfirm, children } = props;
  const { cancel } = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        aria-haspopup="dialog"
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
        {...testHooks(testId)}
      >
        {label}
      </button>
      <dialog
        ref={dialog}
        className="echonet-dialog"
        aria-labelledby={titleId}
        {...testHooks(`${testId}-dialog`)}
      >
        <div className="echonet-dialog-head">
          <h2 id={titleId}>{title}</h2>
        </div>
        <div className="echonet-dialog-body">
          {children}
          <div className="echonet-row">
            <button
              type="button"
              className="echonet-button"
              onClick={() => dialog.current?.close()}
              {...testHooks(`${testId}-cancel`)}
            >
              {cancel}
            </button>
            <button
              type="button"
              className="echonet-button echonet-button-primary"
              onClick={() => {
                dialog.current?.close();
                onConfirm();
              }}
              {...testHooks(`${testId}-confirm`)}
            >
              {confirmLabel}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
