import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import { measureIds } from '../../contours/measured';
import { formatNumber, formatValue, shownUnit } from '../../panel/format';
import { testHooks } from '../../panel/test-hooks';
import { useConfig, useSession, useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { finalReadingOf } from '../../results/reading';
import { taskName, type Strings } from '../../strings';
import type { EarlierMeasured, EarlierReport, EarlierValue } from '../earlier/read-report';
import { taskOfValue } from '../earlier/task-of-value';
import { waitingReport } from '../earlier/waiting-report';
import { ConfirmDialog } from './ConfirmDialog';
import { formatStoredTime } from './format-stored-time';
import { Transfer } from './Transfer';
import { useReportService, useReportState } from './use-report-service';

/**
 * Values that were read before anybody opened the study, and that no reader has accepted; folded away
 * beside the results of an analysis.
 */
export function WaitingResults(): ReactElement | null {
  const { earlier } = useReportState();
  const strings = useStrings();
  const hasResults = useSessionPart((state) => finalReadingOf(state) !== undefined);
  const waiting = waitingReport(earlier);
  if (!waiting) {
    return null;
  }
  const { waiting: words, report } = strings;
  const time = formatStoredTime(waiting.time, strings.locale) ?? report.unknownTime;
  return (
    <section
      className="echonet-section echonet-waiting"
      aria-labelledby="echonet-waiting-title"
      {...testHooks('echonet-waiting')}
    >
      <h2 id="echonet-waiting-title">{words.title(time)}</h2>
      {hasResults ? (
        <details className="echonet-group">
          <summary>{report.resultCount(waiting.values.length + waiting.measured.length)}</summary>
          <Body waiting={waiting} />
        </details>
      ) : (
        <Body waiting={waiting} />
      )}
    </section>
  );
}

function Body({ waiting }: { readonly waiting: EarlierReport }): ReactElement {
  const { waiting: words } = useStrings();
  return (
    <>
      <p className="echonet-muted">{words.model(waiting.model)}</p>
      <Values waiting={waiting} />
      <details className="echonet-group">
        <summary>{words.remarks}</summary>
        {waiting.remarks.map((remark) => (
          <Remark key={remark} remark={remark} />
        ))}
      </details>
      <Accept waiting={waiting} />
    </>
  );
}

/** Stored in English; what has no translation is marked as English for screen readers. */
function Remark({ remark }: { readonly remark: string }): ReactElement {
  const { message, locale } = useStrings();
  const text = message(remark);
  return (
    <p className="echonet-muted" lang={text === remark ? 'en' : locale}>
      {text}
    </p>
  );
}

function Values({ waiting }: { readonly waiting: EarlierReport }): ReactElement {
  const strings = useStrings();
  const model = useSessionPart((state) => state.model);
  const clips = useSessionPart((state) => state.clips);
  const tasks = model.phase === 'ready' ? model.manifest.tasks : [];
  const clipCount = new Set(waiting.measured.map(({ ofClip }) => ofClip)).size;
  const labelOf = ({ ofClip }: EarlierMeasured) =>
    clipCount > 1
      ? clips.find(({ SOPInstanceUID }) => SOPInstanceUID === ofClip)?.label
      : undefined;
  const rows = [
    ...waiting.measured.map((measured) => measuredRow(strings, measured, labelOf(measured))),
    ...waiting.values.map((value) => predictedRow(strings, value, taskOfValue(tasks, value))),
  ];
  const { columns } = strings.waiting;
  return (
    <table className="echonet-comparison">
      <thead>
        <tr>
          <th scope="col">{columns.result}</th>
          <th scope="col">{columns.value}</th>
          <th scope="col">{columns.interval}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, id, name, of, value, interval, stored }) => (
          <tr
            key={key}
            data-result={id}
            data-value={String(stored)}
            {...testHooks('echonet-waiting-value')}
          >
            <th scope="row">
              {name} <span className="echonet-muted">{of}</span>
            </th>
            <td>{value}</td>
            <td>{interval}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Row {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** How the value came about, and of which clip. */
  readonly of: string;
  readonly value: string;
  readonly interval: string;
  /** As the report has it. */
  readonly stored: number;
}

function measuredRow(
  strings: Strings,
  { measure, value, unit, interval90, ofClip }: EarlierMeasured,
  label: string | undefined,
): Row {
  const { contours, locale, waiting } = strings;
  const known = measureIds.find((id) => id === measure);
  const shown = (each: number) => formatNumber(each, 0, locale);
  return {
    key: `${measure} ${ofClip}`,
    id: `measured.${measure}`,
    name: known ? contours.measures[known] : measure,
    of: [waiting.measured, label].filter(Boolean).join(', '),
    value: `${shown(value)} ${unit}`,
    interval: interval90 ? interval90.map(shown).join('–') : '',
    stored: value,
  };
}

function predictedRow(
  strings: Strings,
  { taskId, value, unit, interval90 }: EarlierValue,
  task: Task | undefined,
): Row {
  const { locale, waiting } = strings;
  const shown = (each: number) =>
    task ? formatValue(task, each, locale) : formatNumber(each, 2, locale);
  const ofValue = task ? shownUnit(task.unit, locale) : unit === '1' ? '' : unit;
  return {
    key: taskId,
    id: taskId,
    name: task ? taskName(strings, task) : taskId,
    of: waiting.predicted,
    value: [shown(value), ofValue].filter(Boolean).join(' '),
    interval: interval90 ? interval90.map(shown).join('–') : '',
    stored: value,
  };
}

/** Only where the archive takes reports and the department allows storing them. */
function Accept({ waiting }: { readonly waiting: EarlierReport }): ReactElement | null {
  const reports = useReportService();
  const { transfer } = useReportState();
  const { archiveName } = useSession();
  const { actions } = useConfig();
  const { waiting: words, report } = useStrings();
  if (!archiveName || !actions.storeReport) {
    return null;
  }
  if (waiting.isOfImport) {
    return (
      <p className="echonet-muted" {...testHooks('echonet-waiting-one-by-one')}>
        {words.oneByOne}
      </p>
    );
  }
  return (
    <>
      <ConfirmDialog
        label={words.accept}
        title={words.acceptTitle}
        confirmLabel={words.confirm}
        disabled={transfer !== undefined}
        testId="echonet-accept-waiting"
        onConfirm={() => void reports.acceptWaiting()}
      >
        <p>
          {words.acceptHint(report.resultCount(waiting.values.length + waiting.measured.length))}
        </p>
        <p>{report.into(archiveName)}</p>
      </ConfirmDialog>
      <Transfer />
    </>
  );
}
