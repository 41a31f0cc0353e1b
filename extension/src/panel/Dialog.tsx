import { useId, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { testHooks } from './test-hooks';
import { useStrings } from './use-strings';

interface DialogProps {
  readonly title: string;
  /** Of the dialog; with the suffixes -open and -close, of its buttons. */
  readonly testId: string;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, testId, onOpen, children }: DialogProps): ReactElement {
  const strings = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const open = () => {
    dialog.current?.showModal();
    onOpen?.();
  };
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        aria-haspopup="dialog"
        onClick={open}
        {...testHooks(`${testId}-open`)}
      >
        {title}
      </button>
      <dialog
        ref={dialog}
        className="echonet-dialog"
        aria-labelledby={titleId}
        {...testHooks(testId)}
      >
        <div className="echonet-dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            className="echonet-button"
            onClick={() => dialog.current?.close()}
            {...testHooks(`${testId}-close`)}
          >
            {strings.close}
          </button>
        </div>
        {/* What scrolls must be reachable by keyboard. */}
        <div className="echonet-dialog-body" tabIndex={0} role="group" aria-labelledby={titleId}>
          {children}
        </div>
      </dialog>
    </>
  );
}
