import type { ReactElement } from 'react';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { comparedIds } from './state';

/** What the study's reports say, in one line that leads to the table; nothing without reports. */
export function SonographerLine(): ReactElement | null {
  const session = useSession();
  const ofStudy = useSessionPart((state) => state.measurements.ofStudy);
  const { measurements: words, contours, locale } = useStrings();
  const values = comparedIds.flatMap((id) => {
    const chosen = ofStudy?.bySonographer[id];
    const unit = id === 'EF' ? '%' : 'mL';
    return chosen
      ? [`${contours.abbreviations[id]} ${formatNumber(chosen.value, 0, locale)} ${unit}`]
      : [];
  });
  if (values.length === 0) {
    return null;
  }
  return (
    <button
      type="button"
      className="echonet-sonographer-line"
      title={words.toTable}
      onClick={() => session.showTab('report')}
      {...testHooks('echonet-sonographer-line')}
    >
      {words.line(values.join(', '))}
    </button>
  );
}
