import type { ReactElement } from 'react';
import { cutAtriumNote, type ClipFindings, type ViewDoubt } from '@echonet/models';
import { type BeatNote, momentsNotShown } from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { formatNumber } from '../panel/format';
import { NoOverlay } from '../panel/NoOverlay';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useConfig, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { Verdict } from '../report/components/Verdict';
import { measuredId } from '../report/decisions';
import { severityHint, severityMark } from '../results/mark';
import { demonstratedTasks, type Origin, originOfModel } from '../results/origin';
import { OriginChip } from '../results/OriginChip';
import { viewDoubtOfClips } from '../results/reading';
import { type ResultLine, ResultRow } from '../results/ResultRow';
import type { Strings } from '../strings';
import { contouredClip } from './contoured-clip';
import {
  compareEjectionFractions,
  type EjectionFractions,
  isShareOfLength,
  type Measured,
  measuredValues,
} from './measured';
import { reasonsWithoutVolumes } from './measured-of';
import { qualityReasons } from './quality-text';
import { heartFailureClass, isJudged, severityOfMeasured } from './severity';
import type { ClipContours } from './state';
import { TypedValue } from './TypedValue';

/** What was measured from the contours of the clip on the screen, a line each, or why nothing was. */
export function MeasuredValues(): ReactElement | null {
  const { segmentation, clips, failures } = useSessionPart((state) => state.contours);
  const { segmentation: configured } = useConfig();
  const clip = useSessionPart(contouredClip);
  const strings = useStrings();
  if (segmentation.phase === 'failed') {
    return <Problem>{segmentation.reason}</Problem>;
  }
  if (segmentation.phase === 'none' && configured !== false) {
    return (
      <p className="echonet-muted" {...testHooks('echonet-no-contours')}>
        {strings.contours.notInstalled}
      </p>
    );
  }
  if (segmentation.phase !== 'ready' || !clip) {
    return null;
  }
  const contours = clips.get(clip.SOPInstanceUID);
  const failure = failures.get(clip.SOPInstanceUID);
  const origin = originOfModel(segmentation.manifest);
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-measured-title"
      {...testHooks('echonet-measured-section')}
    >
      <h2 id="echonet-measured-title">
        {strings.contours.title}
        {contours?.findings?.judgement.grade === 'good' && (
          <span className="echonet-hidden">{strings.contours.goodQuality}</span>
        )}
        <OriginChip origin={origin} />
      </h2>
      {failure && <Problem>{failure}</Problem>}
      {contours && (
        <>
          <NoOverlay />
          <Values clip={clip} contours={contours} origin={origin} />
        </>
      )}
    </section>
  );
}

interface ValuesProps {
  readonly clip: Clip;
  readonly contours: ClipContours;
  /** Of the network that drew them. */
  readonly origin: Origin;
}

/** While frames are missing, how many there are. */
function Values({ clip, contours, origin }: ValuesProps): ReactElement {
  const patient = useSessionPart((state) => state.patient);
  const result = useSessionPart((state) => state.results.get(clip.SOPInstanceUID));
  const model = useSessionPart((state) => state.model);
  const strings = useStrings();
  const { findings, frames, edits } = contours;
  if (!findings) {
    const done = frames.filter((frame) => frame !== undefined).length;
    return (
      <p className="echonet-provisional">
        {strings.contours.provisional(done, strings.frames(frames.length))}
      </p>
    );
  }
  const values = measuredValues(findings, patient, edits?.typed);
  const doubt = viewDoubtOfClips([result]);
  const isDemonstration =
    model.phase === 'ready' && demonstratedTasks(model.manifest, [clip]).has('EF');
  const direct = isDemonstration
    ? undefined
    : compareEjectionFractions(
        values.find(({ id }) => id === 'EF'),
        result?.prediction ?? {},
      );
  return (
    <>
      <ul className="echonet-measured" {...testHooks('echonet-measured')}>
        {values.map((measured) => (
          <MeasuredValue
            key={measured.id}
            clip={clip}
            measured={measured}
            origin={origin}
            doubt={doubt}
          >
            {measured.id === 'EF' && (
              <BesideEjectionFraction
                {...{ measured, origin, findings, direct }}
                chosen={edits?.beats}
              />
            )}
          </MeasuredValue>
        ))}
      </ul>
      <ul className="echonet-warnings" {...testHooks('echonet-contour-notes')}>
        {remarksOf(strings, findings, values, reasonsWithoutVolumes(contours), direct).map(
          (remark) => (
            <li key={remark}>{remark}</li>
          ),
        )}
      </ul>
    </>
  );
}

function remarksOf(
  strings: Strings,
  findings: ClipFindings,
  values: readonly Measured[],
  withoutVolumes: readonly string[],
  direct: EjectionFractions | undefined,
): string[] {
  const { contours, message } = strings;
  const { beats, measures } = findings;
  const { grade, reasons } = findings.judgement;
  const why = qualityReasons(strings, reasons);
  return [
    ...(grade === 'poor' ? [contours.withheld(why)] : []),
    ...(direct?.disagrees ? [contours.disagrees] : []),
    ...(grade === 'doubtful' ? [contours.quality(grade, why)] : []),
    ...(beats.kind === 'part of a beat' && measures
      ? [contours.partOfBeat(message(beats.reason))]
      : []),
    ...momentsNotShown(beats).map(
      (moment) => `${contours.notShown[moment]} ${contours.setByHand(moment)}`,
    ),
    ...(measures ? [] : [contours.noBeat('reason' in beats ? message(beats.reason) : '')]),
    ...(values.some(({ isLowerLimit }) => isLowerLimit) ? [message(cutAtriumNote)] : []),
    ...withoutVolumes.map((why) => contours.noScale(message(why))),
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
  readonly clip: Clip;
  readonly measured: Measured;
  readonly origin: Origin;
  readonly doubt: ViewDoubt | undefined;
  readonly children?: ReactElement | false;
}

function MeasuredValue({
  clip,
  measured,
  origin,
  doubt,
  children,
}: MeasuredValueProps): ReactElement {
  const patient = useSessionPart((state) => state.patient);
  const strings = useStrings();
  const { contours, results, locale } = strings;
  const { id, value, unit, interval90, edited } = measured;
  const severity = severityOfMeasured(measured, origin, patient);
  const whole = (number: number) => formatNumber(number, 0, locale);
  const [low, high] = (interval90 ?? []).map(whole);
  const line: ResultLine = {
    name: contours.measures[id],
    shortName: contours.abbreviations[id],
    value: whole(value),
    unit,
    mark: severityMark(strings, value, severity),
    ...(isShareOfLength(measured) && { remark: contours.ofLength }),
    ...(interval90 && {
      interval: {
        shown: results.intervalOf(low, high),
        spoken: results.interval(low, `${high} ${unit}`),
      },
    }),
    isEdited: edited,
    ...(doubt && { caution: results.viewCaution[doubt] }),
  };
  return (
    <ResultRow
      line={line}
      testId="echonet-measured-value"
      data={{ 'data-measure': id, 'data-value': String(value), 'data-unit': unit }}
      buttons={<Verdict id={measuredId(id)} name={line.name} />}
      details={() => (
        <div className="echonet-muted">
          <p>{contours.methods[id]}</p>
          <p>{line.interval?.spoken ?? results.noInterval}</p>
          {severity && <p {...testHooks('echonet-severity')}>{severityHint(strings, severity)}</p>}
          {children}
          <TypedValue clip={clip} measured={measured} />
        </div>
      )}
    />
  );
}

interface BesideEjectionFractionProps {
  readonly measured: Measured;
  readonly origin: Origin;
  readonly findings: ClipFindings;
  /** Positions of the beats that the reader chose; absent where all count. */
  readonly chosen: readonly number[] | undefined;
  /** Absent where there is no direct prediction that was evaluated on real patients. */
  readonly direct: EjectionFractions | undefined;
}

/** The class of heart failure, the beats and the direct prediction. */
function BesideEjectionFraction({
  measured,
  origin,
  findings: { beats },
  chosen,
  direct,
}: BesideEjectionFractionProps): ReactElement {
  const { contours, locale } = useStrings();
  const whole = (value: number) => formatNumber(value, 0, locale);
  return (
    <>
      {isJudged(measured, origin) && (
        <p>{contours.heartFailure(heartFailureClass(measured.value))}</p>
      )}
      {beats.kind === 'whole beats' && (
        <p {...testHooks('echonet-beats')}>
          {contours.beats(
            beats.beats.map(({ efPercent }) => whole(efPercent)).join(', '),
            beats.beats.length,
            chosen?.map((beat) => beat + 1),
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
    </>
  );
}
