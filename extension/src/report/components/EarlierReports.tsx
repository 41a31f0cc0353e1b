import type { ReactElement } from 'react';
import { modelHash } from '@echonet/models';
import { compareWith, isOfOtherClips } from '../earlier/compare';
import type { EarlierReport } from '../earlier/earlier-reports';
import { isFinal } from '../../results/reading';
import { useReading } from '../../results/use-reading';
import { taskName } from '../../strings';
import { EarlierMeasured } from './EarlierMeasured';
import { formatStoredTime } from './format-stored-time';
import { formatShownChange, formatValue, shownUnit } from '../../panel/format';
import { testHooks } from '../../panel/test-hooks';
import { useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { useReportState } from './use-report-service';

/** Earlier reports of this software in the study beside the current results. */
export function EarlierReports(): ReactElement | null {
  const { earlier } = useReportState();
  const { report, locale } = useStrings();
  if (earlier.length === 0) {
    return null;
  }
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-earlier-title"
      {...testHooks('echonet-earlier')}
    >
      <h2 id="echonet-earlier-title">{report.earlier}</h2>
      <p className="echonet-muted">{report.earlierHint}</p>
      {earlier.map((stored, index) => (
        <details
          key={stored.SOPInstanceUID}
          className="echonet-group echonet-earlier"
          open={index === 0}
        >
          <summary>
            {report.earlierTitle(
              formatStoredTime(stored.time, locale) ?? report.unknownTime,
              stored.model,
            )}
          </summary>
          <EarlierMeasured stored={stored} />
          <Comparison stored={stored} />
        </details>
      ))}
    </section>
  );
}

function Comparison({ stored }: { readonly stored: EarlierReport }): ReactElement | null {
  const model = useSessionPart((state) => state.model);
  const reading = useReading();
  const strings = useStrings();
  if (model.phase !== 'ready') {
    return null;
  }
  const { columns, sameModel, otherModel, otherClips, decisions } = strings.report;
  const { locale } = strings;
  const shown = reading && isFinal(reading) ? reading : undefined;
  const current = shown?.prediction;
  const shownClips = shown?.clips.map(({ clip }) => clip.SOPInstanceUID);
  const isSame = stored.modelSha256 === modelHash(model.manifest);
  return (
    <>
      <table className="echonet-comparison">
        <thead>
          <tr>
            <th scope="col">{columns.task}</th>
            <th scope="col">{columns.earlier}</th>
            <th scope="col">{columns.now}</th>
            <th scope="col">{columns.difference}</th>
          </tr>
        </thead>
        <tbody>
          {compareWith(stored, model.manifest.tasks, current).map(({ task, earlier, now }) => (
            <tr
              key={task.id}
              data-task={task.id}
              data-value={String(earlier.value)}
              {...testHooks('echonet-earlier-value')}
            >
              <th scope="row">
                {taskName(strings, task)}{' '}
                {task.unit && <span className="echonet-unit">{shownUnit(task.unit, locale)}</span>}
              </th>
              <td title={earlier.decision && decisions[earlier.decision]}>
                {formatValue(task, earlier.value, locale)}
                {earlier.decision && (earlier.decision === 'accepted' ? ' ✓' : ' ✕')}
              </td>
              <td>{now === undefined ? '–' : formatValue(task, now, locale)}</td>
              <td>
                {now === undefined ? '–' : formatShownChange(task, earlier.value, now, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="echonet-muted">{isSame ? sameModel : otherModel}</p>
      {shownClips && isOfOtherClips(stored, shownClips) && (
        <p className="echonet-muted">
          {otherClips(stored.valuesOfClips.length, shownClips.length)}
        </p>
      )}
    </>
  );
}
