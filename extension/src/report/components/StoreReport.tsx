import { useId, type ReactElement } from 'react';
import { testHooks } from '../../panel/test-hooks';
import { countOf, type Decision } from '../decisions';
import { acceptedResults } from '../measured-clip';
import { storedResults } from '../report';
import { isFinal } from '../../results/reading';
import { useReading } from '../../results/use-reading';
import { useSession, useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { ConfirmDialog } from './ConfirmDialog';
import { isTrait } from '../traits';
import { useReportService, useReportState } from './use-report-service';

export function StoreReport(): ReactElement | null {
  const reports = useReportService();
  const reading = useReading();
  const model = useSessionPart((state) => state.model);
  const { transfer, decisions, includesTraits } = useReportState();
  const traitsId = useId();
  const strings = useStrings();
  const { archiveName } = useSession();
  const { report } = strings;
  if (!reading || !isFinal(reading) || model.phase !== 'ready') {
    return null;
  }
  if (!archiveName) {
    return <p className="echonet-muted">{report.noArchive}</p>;
  }
  const current = reports.report();
  const predicted = current?.results ?? [];
  const measured = current?.measured ?? [];
  const measuredCount = measured.reduce((sum, { results }) => sum + results.length, 0);
  const acceptedCount = measured.reduce((sum, clip) => sum + acceptedResults(clip).length, 0);
  const storedCount = acceptedCount + (current ? storedResults(current).length : 0);
  const taskIds = predicted.map(({ task }) => task.id);
  const count = (decision: Decision) => countOf(decisions, taskIds, decision);
  return (
    <ConfirmDialog
      label={report.store.report}
      title={report.storeTitle.report}
      confirmLabel={report.yes}
      disabled={transfer !== undefined}
      testId="echonet-store-report"
      onConfirm={() => void reports.storeReport()}
    >
      <p>
        {report.storeReportHint(
          report.resultCount(storedCount),
          strings.clipCount(reading.clips.length),
        )}
      </p>
      {measuredCount > 0 && <p>{report.measuredDecided(acceptedCount, measuredCount)}</p>}
      <p>{report.predictedDecided(count('accepted'), count('rejected'), predicted.length)}</p>
      {predicted.some(({ task }) => isTrait(task)) && (
        <label className="echonet-check" htmlFor={traitsId}>
          <input
            id={traitsId}
            type="checkbox"
            checked={includesTraits}
            onChange={(event) => reports.includeTraits(event.target.checked)}
            {...testHooks('echonet-include-traits')}
          />
          {report.includeTraits}
        </label>
      )}
      <p>{report.into(archiveName)}</p>
    </ConfirmDialog>
  );
}
