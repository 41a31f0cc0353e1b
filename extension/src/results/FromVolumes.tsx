import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import { ejectionFractionFromVolumes } from './ejection-fraction';
import type { Reading } from './reading';
import { formatValue, formatWithUnit } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';

interface FromVolumesProps {
  /** Direct EF. */
  readonly task: Task;
  readonly reading: Reading;
}

/** EF from the predicted EDV and ESV, beside the direct prediction. */
export function FromVolumes({ task, reading }: FromVolumesProps): ReactElement | null {
  const { results, locale } = useStrings();
  const fromVolumes = ejectionFractionFromVolumes(reading.prediction);
  if (!fromVolumes) return null;
  const { value, interval90, disagrees } = fromVolumes;
  return (
    <div className="echonet-from-volumes" {...testHooks('echonet-ef-from-volumes')}>
      <p className="echonet-certainty">
        <span>{results.fromVolumes}</span>
        <span>
          {formatWithUnit(task, value, locale)}
          {interval90 &&
            ` (${formatValue(task, interval90[0], locale)}–${formatValue(task, interval90[1], locale)})`}
        </span>
      </p>
      {disagrees && (
        <p className="echonet-reason" role="status" {...testHooks('echonet-ef-disagrees')}>
          {results.fromVolumesDisagree}
        </p>
      )}
    </div>
  );
}
