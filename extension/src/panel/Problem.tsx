import type { ReactNode } from 'react';
import { testHooks } from './test-hooks';
import { useStrings } from './use-strings';

interface ProblemProps {
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

/** An error message, in the language of the panel where it is known, announced by screen readers. */
export function Problem({ children, action }: ProblemProps) {
  const strings = useStrings();
  return (
    <div className="echonet-problem" role="alert" {...testHooks('echonet-error')}>
      <p>{typeof children === 'string' ? strings.message(children) : children}</p>
      {action && (
        <button type="button" className="echonet-button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}
