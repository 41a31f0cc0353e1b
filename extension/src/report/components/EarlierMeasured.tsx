import type { ReactElement } from 'react';
import { measureIds, type MeasureId } from '../../contours/measured';
import { measuredOf } from '../../contours/measured-of';
import type { EarlierReport } from '../earlier/earlier-reports';
import { formatNumber } from '../../panel/format';
import { testHooks } from '../../panel/test-hooks';
import { useSession, useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { shownName } from './RestoredEdits';

/** What a stored report has of values measured from contours, beside the present ones of the same clip. */
export function EarlierMeasured({
  stored,
}: {
  readonly stored: EarlierReport;
}): ReactElement | null {
  const session = useSession();
  // Renders again after every change of contours.
  useSessionPart((state) => state.contours.clips);
  const clips = useSessionPart((state) => state.clips);
  const { report, contours, locale } = useStrings();
  const state = session.store.get();
  const rows = stored.measured.flatMap(({ measure, ...value }) =>
    isMeasureId(measure) ? [{ measure, ...value }] : [],
  );
  if (rows.length === 0) {
    return null;
  }
  const whole = (value: number) => formatNumber(value, 0, locale);
  const clipCount = new Set(rows.map(({ ofClip }) => ofClip)).size;
  return (
    <>
      <p className="echonet-muted">
        {stored.isAutomatic ? report.earlierAutomatic : report.earlierMeasured}
      </p>
      <table className="echonet-comparison">
        <thead>
          <tr>
            <th scope="col">{report.columns.task}</th>
            <th scope="col">{report.columns.earlier}</th>
            <th scope="col">{report.columns.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ measure, value, unit, origin, ofClip }) => {
            const now = measuredOf(state, ofClip).find(
              (one) => one.id === measure && one.unit === unit,
            );
            const clip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === ofClip);
            return (
              <tr
                key={`${measure} ${ofClip}`}
                data-measure={measure}
                data-value={String(value)}
                {...testHooks('echonet-earlier-measured')}
              >
                <th scope="row" title={clip?.label}>
                  {contours.measures[measure]} <span className="echonet-unit">{unit}</span>
                  {clipCount > 1 && clip && <span className="echonet-muted"> {clip.label}</span>}
                </th>
                <td title={origin && origin !== 'contours' ? report.origins[origin] : undefined}>
                  {whole(value)}
                  {stored.isAutomatic ? '' : ' ✓'}
                  {origin && origin !== 'contours' ? ' ✎' : ''}
                </td>
                <td>{now ? whole(now.value) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {stored.reader && (
        <p className="echonet-muted">{report.storedBy(shownName(stored.reader))}</p>
      )}
    </>
  );
}

function isMeasureId(text: string): text is MeasureId {
  return (measureIds as readonly string[]).includes(text);
}
