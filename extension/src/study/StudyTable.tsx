import type { ReactElement, ReactNode } from 'react';
import { cutAtriumNote, lackOf, viewDoubtOf } from '@echonet/models';
import { capitalised } from '../capitalised';
import type { Clip } from '../clips/clip';
import type { Patient } from '../clips/patient';
import { formatNumber, formatShare, formatSpread, formatValue } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { useCountedMeasures } from '../report/components/use-report-service';
import { isEvaluated, originOf, originOfModel, type Origin } from '../results/origin';
import { type Mark, measureMark, predictionMark } from '../results/mark';
import { MarkText } from '../results/MarkText';
import { OriginChip } from '../results/OriginChip';
import { shortTaskName, taskName, type Strings } from '../strings';
import type { ExcludedClip, StudyPlan } from './state';
import {
  type MeasuredFinding,
  measuredFindings,
  type PredictedFinding,
  predictedFindings,
  type StudyFinding,
} from './study-findings';

/** What the clips of the study say together, with the value of each clip; nothing before an analysis. */
export function StudyTable(): ReactElement | null {
  const { plan, step } = useSessionPart((state) => state.study);
  const { study, clipCount } = useStrings();
  if (!plan || step === 'identifying views') {
    return null;
  }
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-study-title"
      {...testHooks('echonet-study')}
    >
      <h2 id="echonet-study-title">
        {study.title}
        <span className="echonet-aside">{clipCount(plan.clips.length)}</span>
      </h2>
      {plan.clips.length > 0 ? (
        <Findings clips={plan.clips} />
      ) : (
        <p className="echonet-muted">{study.noClip}</p>
      )}
      <Clips plan={plan} />
    </section>
  );
}

interface Row {
  readonly finding: StudyFinding;
  readonly name: string;
  readonly shortName: string;
  readonly format: (value: number) => string;
  readonly spread?: string;
  readonly mark?: Mark;
}

function Findings({ clips }: { readonly clips: readonly Clip[] }): ReactElement {
  const state = useSessionState();
  const session = useSession();
  const strings = useStrings();
  const { study, results } = strings;
  const { model, contours } = state;
  const countedMeasures = useCountedMeasures();
  const { patient } = state;
  const { segmentation } = contours;
  const ofContours =
    segmentation.phase === 'ready' ? originOfModel(segmentation.manifest) : undefined;
  const measured = ofContours
    ? measuredFindings(state, clips, countedMeasures).map((finding) =>
        measuredRow(strings, finding, ofContours, patient),
      )
    : [];
  const predicted =
    model.phase === 'ready'
      ? predictedFindings(state, clips).map((finding) =>
          predictedRow(strings, finding, originOf(model.manifest, finding.id), patient),
        )
      : [];
  if (measured.length === 0 && predicted.length === 0) {
    return <p className="echonet-muted">{state.study.step ? study.underWay : study.nothing}</p>;
  }
  return (
    <div className="echonet-study-scroll" tabIndex={0} role="group" aria-label={study.title}>
      <table className="echonet-study-table" {...testHooks('echonet-study-table')}>
        <thead>
          <tr>
            <th scope="col">{study.finding}</th>
            <th scope="col">{study.mean}</th>
            {clips.map((clip, index) => (
              <th key={clip.SOPInstanceUID} scope="col">
                <button
                  type="button"
                  className="echonet-study-clip"
                  title={study.show(clip.label)}
                  aria-label={`${index + 1}: ${study.show(clip.label)}`}
                  aria-pressed={clip.SOPInstanceUID === state.activeUID}
                  onClick={() => session.clips.show(clip)}
                >
                  {index + 1}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {measured.length > 0 && ofContours && (
          <Rows title={strings.contours.title} origin={ofContours} clips={clips} rows={measured} />
        )}
        {predicted.length > 0 && model.phase === 'ready' && (
          <Rows
            title={results.predicted}
            origin={originOf(model.manifest, predicted[0].finding.id)}
            clips={clips}
            rows={predicted}
          />
        )}
      </table>
    </div>
  );
}

interface RowsProps {
  readonly title: string;
  readonly origin: Origin;
  readonly clips: readonly Clip[];
  readonly rows: readonly Row[];
}

function Rows({ title, origin, clips, rows }: RowsProps): ReactElement {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2 + clips.length}>
          {title} <OriginChip origin={origin} />
        </th>
      </tr>
      {rows.map((row) => (
        <FindingRow key={row.finding.id} row={row} clips={clips} />
      ))}
    </tbody>
  );
}

function FindingRow({
  row: { finding, name, shortName, format, spread, mark },
  clips,
}: {
  readonly row: Row;
  readonly clips: readonly Clip[];
}): ReactElement {
  const session = useSession();
  const { study, results, message } = useStrings();
  const { id, value, unit, isLowerLimit, interval90, isEdited, byClip } = finding;
  const shown = (one: Pick<StudyFinding, 'value' | 'isLowerLimit'>) =>
    `${one.isLowerLimit ? '≥ ' : ''}${format(one.value)}`;
  const interval =
    interval90 && results.interval(format(interval90[0]), `${format(interval90[1])}`);
  return (
    <tr data-finding={id} data-value={String(value)} {...testHooks('echonet-study-finding')}>
      <th scope="row" title={name}>
        {shortName}
        {mark && mark.level !== 'normal' && (
          <>
            {' '}
            <MarkText mark={mark} />
          </>
        )}
      </th>
      <td
        title={
          [interval, spread, isLowerLimit && message(cutAtriumNote)].filter(Boolean).join('; ') ||
          undefined
        }
      >
        <strong>{shown(finding)}</strong> <span className="echonet-unit">{unit}</span>
        {interval90 && (
          <span className="echonet-study-interval">
            {results.intervalOf(format(interval90[0]), format(interval90[1]))}
          </span>
        )}
        {isEdited && <span className="echonet-edited"> {results.edited}</span>}
      </td>
      {clips.map((clip, index) => {
        const own = byClip[index];
        const remark = own?.isAveraged === false ? `, ${results.notAveraged}` : '';
        return (
          <td key={clip.SOPInstanceUID}>
            {own === undefined ? (
              '–'
            ) : (
              <button
                type="button"
                className="echonet-study-value"
                aria-label={study.valueOf(`${name} ${shown(own)} ${unit}${remark}`, clip.label)}
                title={`${study.show(clip.label)}${remark}`}
                data-clip-value={String(own.value)}
                data-averaged={own.isAveraged}
                onClick={() => session.clips.show(clip)}
                {...testHooks('echonet-study-value')}
              >
                {own.isAveraged ? shown(own) : `(${shown(own)})`}
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function measuredRow(
  strings: Strings,
  finding: MeasuredFinding,
  origin: Origin,
  patient: Patient,
): Row {
  const { contours, locale } = strings;
  return {
    mark: measureMark(strings, finding, origin, patient),
    finding,
    name: contours.measures[finding.id],
    shortName: contours.abbreviations[finding.id],
    format: (value) => formatNumber(value, 0, locale),
  };
}

function predictedRow(
  strings: Strings,
  finding: PredictedFinding,
  origin: Origin,
  patient: Patient,
): Row {
  const { locale, results } = strings;
  const { task, byClip, standardDeviation } = finding;
  const count = byClip.filter((own) => own?.isAveraged).length;
  return {
    finding,
    mark: predictionMark(
      strings,
      task,
      { mean: finding.value, positive: finding.positive },
      patient,
      isEvaluated(origin),
    ),
    name: taskName(strings, task),
    shortName: shortTaskName(strings, task),
    format: (value) => formatValue(task, value, locale),
    ...(count > 1 && { spread: results.clipSpread(formatSpread(task, standardDeviation, locale)) }),
  };
}

/** The clips by their number in the table, with what failed, and those that were left out, with the reason. */
function Clips({ plan: { clips, excluded } }: { readonly plan: StudyPlan }): ReactElement {
  const session = useSession();
  const failures = useSessionPart((state) => state.failures);
  const contourFailures = useSessionPart((state) => state.contours.failures);
  const strings = useStrings();
  const { study, message } = strings;
  const button = (clip: Clip, content: ReactNode) => (
    <button type="button" className="echonet-study-name" onClick={() => session.clips.show(clip)}>
      {content}
    </button>
  );
  const failed = clips.flatMap((clip) => {
    const reason = failures.get(clip.SOPInstanceUID) ?? contourFailures.get(clip.SOPInstanceUID);
    return reason === undefined ? [] : [{ clip, reason }];
  });
  return (
    <>
      {failed.map(({ clip, reason }) => (
        <p
          key={clip.SOPInstanceUID}
          className="echonet-reason"
          {...testHooks('echonet-study-failed')}
        >
          {study.failed(clip.label, message(reason))}
        </p>
      ))}
      <details className="echonet-group" {...testHooks('echonet-study-clips')}>
        <summary>{study.clips(clips.length, excluded.length)}</summary>
        <ol>
          {clips.map((clip) => (
            <li key={clip.SOPInstanceUID}>{button(clip, clip.label)}</li>
          ))}
        </ol>
        <ul>
          {excluded.map((one) => (
            <li
              key={one.clip.SOPInstanceUID}
              className="echonet-muted"
              {...testHooks('echonet-study-excluded')}
            >
              {button(one.clip, one.clip.label)} {exclusionText(strings, one)}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function exclusionText(
  { study, clips, locale, message }: Strings,
  { exclusion }: ExcludedClip,
): string {
  switch (exclusion.kind) {
    case 'not eligible':
    case 'view not identified':
      return message(exclusion.reason);
    case 'stress':
      return study.stress(exclusion.stage);
    case 'other view':
      return capitalised(
        `${clips.viewDoubt(
          viewDoubtOf(exclusion.missing),
          exclusion.missing
            ? message(lackOf(exclusion.missing))
            : formatShare(exclusion.probability, locale),
        )}.`,
      );
    case 'view not named':
      return study.viewNotNamed;
  }
}
