import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import { originHint, originText } from './origin-text';
import { isEvaluated, isEvaluatedOnReal, type Origin } from './origin';

/** On whom a result was evaluated, at a glance. */
export function OriginChip({ origin }: { readonly origin: Origin }): ReactElement {
  const strings = useStrings();
  return (
    <span
      className="echonet-origin"
      data-real={isEvaluated(origin) && isEvaluatedOnReal(origin)}
      title={originHint(strings, origin)}
      {...testHooks('echonet-origin')}
    >
      {originText(strings, origin)}
    </span>
  );
}
