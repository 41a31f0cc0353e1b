import type { ReactNode } from 'react';
import { testHooks } from './test-hooks';

interface ProblemProps {
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

/** An error message, announced by screen readers. */
export function Problem({ children, action }: ProblemProps) {
  return (
    <div className="echonet-problem" role="alert" {...testHooks('echonet-error')}>
      <p>{children}</p>
      {action && (
        <button type="button" className="echonet-button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}
