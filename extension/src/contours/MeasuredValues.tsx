import type { ReactElement } from 'react';
import type { ClipFindings } from '@echonet/models';
import type { BeatNote } from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { formatNumber } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { Strings } from '../strings';
import { compareEjectionFractions, type Measured, measuredValues } from './measured';
import { qualityReasons } from './quality-text';
import { heartFailureClass, type Severity } from './severity';
import type { ClipContours } from './state';

interface MeasuredValuesProps {
  readonly clip: Clip;
  readonly contours: ClipContours;
}

/** Values measured from the contours of one clip; while frames are missing, how many there are. */
export function MeasuredValues({ clip, contours }: MeasuredValuesProps): ReactElement {
  const patient = useSessionPart((state) => state.patient);
  const result = useSessionPart((state) => state.results.get(clip.SOPInstanceUID));
  const strings = useStrings();
  const { findings, frames, notes, scale } = contours;
  if (!findings) {
    const done = frames.filter((frame) => frame !== undefined).length;
    return (
      <p className="echonet-provisional">
        {strings.contours.provisional(done, strings.frames(frames.length))}
      </p>
    );
  }
  const values = measuredValues(findings, patient);
  const isOtherView = result?.view?.accepted === false;
  return (
    <>
      {isOtherView && (
        <p className="echonet-caution" title={strings.results.otherViewHint}>
          {strings.results.otherView}
        </p>
      )}
      <ul className="echonet-measured" {...testHooks('echonet-measured')}>
        {values.map((measured) => (
          <MeasuredValue key={measured.id} measured={measured}>
            {measured.id === 'EF' && (
              <BesideEjectionFraction
                measured={measured}
                findings={findings}
                prediction={result?.prediction ?? {}}
              />
            )}
          </MeasuredValue>
        ))}
      </ul>
      {findings.judgement.grade === 'good' && (
        <p className="echonet-muted">{strings.contours.quality('good', '')}</p>
      )}
      <ul className="echonet-warnings" {...testHooks('echonet-contour-notes')}>
        {remarksOf(strings, findings, scale ? [] : notes).map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </>
  );
}

function remarksOf(
  strings: Strings,
  { beats, judgement: { grade, reasons }, measures }: ClipFindings,
  withoutScale: readonly string[],
): string[] {
  const { contours } = strings;
  const why = qualityReasons(strings, reasons);
  return [
    ...(grade === 'poor' ? [contours.withheld(why)] : []),
    ...(grade === 'doubtful' ? [contours.quality(grade, why)] : []),
    ...(beats.kind === 'part of a beat' && measures ? [contours.partOfBeat(beats.reason)] : []),
    ...(measures ? [] : [contours.noBeat('reason' in beats ? beats.reason : '')]),
    ...withoutScale.map(contours.noScale),
    ...beats.notes.map((note) => noteText(strings, note)),
  ];
}

function noteText({ contours: { notes }, locale }: Strings, note: BeatNote): string {
  const whole = (value: number) => formatNumber(value, 0, locale);
  return note.kind === 'few frames a beat'
    ? notes[note.kind](whole(note.framesPerBeat))
    : notes[note.kind](whole(note.curveRate), whole(note.otherRate));
}

interface MeasuredValueProps {
  readonly measured: Measured;
  readonly children?: ReactElement | false;
}

function MeasuredValue({ measured, children }: MeasuredValueProps): ReactElement {
  const { contours, results, locale } = useStrings();
  const { id, value, unit, interval90, severity } = measured;
  const whole = (number: number) => formatNumber(number, 0, locale);
  return (
    <li
      className="echonet-result"
      data-measure={id}
      data-value={String(value)}
      data-unit={unit}
      {...testHooks('echonet-measured-value')}
    >
      <div className="echonet-result-head">
        <h3 title={contours.methods[id]}>{contours.measures[id]}</h3>
        <span className="echonet-value">
          {whole(value)}
          <span className="echonet-unit"> {unit}</span>
        </span>
      </div>
      {id === 'MAPSE' && unit === '%' && <p className="echonet-muted">{contours.ofLength}</p>}
      {(interval90 || severity) && (
        <div className="echonet-muted echonet-certainty">
          {interval90 && (
            <span>{results.interval(whole(interval90[0]), `${whole(interval90[1])} ${unit}`)}</span>
          )}
          {severity && <Graded severity={severity} />}
        </div>
      )}
      {children}
    </li>
  );
}

function Graded({
  severity: { grade, normal, sex },
}: {
  readonly severity: Severity;
}): ReactElement {
  const { contours, results, locale } = useStrings();
  const [low, high] = normal.map((value) => formatNumber(value, 0, locale));
  return (
    <span
      title={[results.referenceOf[sex], contours.biplane, results.referenceSource].join('; ')}
      data-grade={grade}
      {...testHooks('echonet-severity')}
    >
      {contours.graded(grade, low, high)}
    </span>
  );
}

interface BesideEjectionFractionProps {
  readonly measured: Measured;
  readonly findings: ClipFindings;
  readonly prediction: Parameters<typeof compareEjectionFractions>[1];
}

/** The class of heart failure, the beats and the direct prediction. */
function BesideEjectionFraction({
  measured,
  findings: { beats },
  prediction,
}: BesideEjectionFractionProps): ReactElement {
  const { contours, locale } = useStrings();
  const whole = (value: number) => formatNumber(value, 0, locale);
  const direct = compareEjectionFractions(measured, prediction);
  return (
    <div className="echonet-muted">
      <p>{contours.heartFailure(heartFailureClass(measured.value))}</p>
      {beats.kind === 'whole beats' && (
        <p {...testHooks('echonet-beats')}>
          {contours.beats(
            beats.beats.map(({ efPercent }) => whole(efPercent)).join(', '),
            beats.beats.length,
          )}
        </p>
      )}
      {direct && (
        <p className="echonet-certainty" {...testHooks('echonet-ef-predicted')}>
          <span>{contours.predicted}</span>
          <span>
            {whole(direct.predicted)} %
            {direct.interval90 &&
              ` (${whole(direct.interval90[0])}–${whole(direct.interval90[1])})`}
          </span>
        </p>
      )}
      {direct?.disagrees && (
        <p className="echonet-reason" role="status" {...testHooks('echonet-ef-contradicts')}>
          {contours.disagrees}
        </p>
      )}
    </div>
  );
}
