import { useState, type ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import type { FoundSegmentation } from '../models/model-sources';
import { formatNumber } from '../panel/format';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useConfig, useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { originOfModel } from '../results/origin';
import { OriginChip } from '../results/OriginChip';
import { modelTitle } from '../strings';
import { ContourLine } from './ContourLine';
import { type Measured, type MeasureId, measureIds, measuredValues } from './measured';
import { qualityReasons } from './quality-text';
import type { ClipContours, ComparedContours } from './state';
import type { DrawnPart } from './styles';

interface ContourComparisonProps {
  readonly clip: Clip;
  readonly segmentation: FoundSegmentation;
  readonly contours: ClipContours;
}

/** A second segmentation model on the clip: which there are to choose from, then both side by side. */
export function ContourComparison(props: ContourComparisonProps): ReactElement | null {
  const { actions } = useConfig();
  const compared = useSessionPart((state) => state.contours.compared);
  if (!actions.compareModels || !props.contours.findings) {
    return null;
  }
  return compared?.SOPInstanceUID === props.clip.SOPInstanceUID ? (
    <SideBySide {...props} compared={compared} />
  ) : (
    <Choice {...props} />
  );
}

/** The models are looked up when the reader asks for them. */
function Choice({ clip, segmentation }: ContourComparisonProps): ReactElement {
  const session = useSession();
  const offered = useSessionPart((state) => state.contours.offered);
  const strings = useStrings();
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    setOpen(!isOpen);
    void session.contourComparison.list();
  };
  const others = offered?.filter(({ modelUrl }) => modelUrl !== segmentation.modelUrl);
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        aria-expanded={isOpen}
        onClick={toggle}
        {...testHooks('echonet-contours-compare')}
      >
        {strings.contours.compare}
      </button>
      {isOpen && !others && <p role="status">{strings.models.lookingUp}</p>}
      {isOpen && others?.length === 0 && (
        <p className="echonet-muted">{strings.contours.noOther}</p>
      )}
      {isOpen && (
        <div className="echonet-row">
          {others?.map((other) =>
            'manifest' in other ? (
              <button
                key={other.modelUrl}
                type="button"
                className="echonet-button"
                onClick={() => void session.contourComparison.read(clip, other)}
                {...testHooks('echonet-contours-other')}
              >
                {modelTitle(strings, other.manifest)}
              </button>
            ) : (
              <Problem key={other.modelUrl}>{other.problem}</Problem>
            ),
          )}
        </div>
      )}
    </>
  );
}

function SideBySide({
  segmentation,
  contours,
  compared,
}: ContourComparisonProps & { readonly compared: ComparedContours }): ReactElement {
  const session = useSession();
  const strings = useStrings();
  const { other, progress, problem } = compared;
  return (
    <section
      aria-labelledby="echonet-two-contours-title"
      {...testHooks('echonet-contour-comparison')}
    >
      <h2 id="echonet-two-contours-title">{strings.models.comparison}</h2>
      {progress && (
        <p role="status">
          {strings.models.reading(other.manifest.name, progress.done, progress.count)}
        </p>
      )}
      {problem && <Problem>{problem}</Problem>}
      <Values
        first={{ ...segmentation, contours }}
        second={{ ...other, contours: compared.contours }}
      />
      <button
        type="button"
        className="echonet-button"
        onClick={() => session.contourComparison.end()}
        {...testHooks('echonet-contour-comparison-close')}
      >
        {progress ? strings.cancel : strings.close}
      </button>
    </section>
  );
}

interface Side extends FoundSegmentation {
  readonly contours?: ClipContours;
}

interface ValuesProps {
  readonly first: Side;
  readonly second: Side;
}

function Values({ first, second }: ValuesProps): ReactElement {
  const patient = useSessionPart((state) => state.patient);
  const strings = useStrings();
  const valuesOf = ({ contours }: Side) =>
    new Map(
      (contours?.findings
        ? measuredValues(contours.findings, patient, contours.edits?.typed)
        : []
      ).map((measured) => [measured.id, measured]),
    );
  const [ours, theirs] = [valuesOf(first), valuesOf(second)];
  const ids = measureIds.filter((id) => ours.has(id) || theirs.has(id));
  return (
    <>
      <table className="echonet-two-models">
        <thead>
          <tr>
            <td />
            <ModelHead side={first} part="LV" />
            <ModelHead side={second} part="second" />
            <th scope="col">{strings.models.difference}</th>
          </tr>
        </thead>
        <tbody>
          {second.contours?.findings &&
            ids.map((id) => <Row key={id} id={id} first={ours.get(id)} second={theirs.get(id)} />)}
        </tbody>
      </table>
      <Doubts side={first} />
      <Doubts side={second} />
    </>
  );
}

function ModelHead({
  side: { manifest },
  part,
}: {
  readonly side: Side;
  readonly part: DrawnPart;
}): ReactElement {
  const strings = useStrings();
  return (
    <th scope="col">
      <ContourLine part={part} /> {modelTitle(strings, manifest)}{' '}
      <OriginChip origin={originOfModel(manifest)} />
    </th>
  );
}

interface RowProps {
  readonly id: MeasureId;
  readonly first?: Measured;
  readonly second?: Measured;
}

function Row({ id, first, second }: RowProps): ReactElement {
  const { contours, locale, models, results } = useStrings();
  const whole = (value: number) => formatNumber(value, 0, locale);
  const shown = ({ value, unit, interval90, edited }: Measured) => (
    <>
      {whole(value)} {unit}
      {interval90 && (
        <span className="echonet-muted">
          {' '}
          {models.interval(whole(interval90[0]), whole(interval90[1]))}
        </span>
      )}
      {edited && <span className="echonet-muted"> {results.edited}</span>}
    </>
  );
  const isComparable = first !== undefined && first.unit === second?.unit;
  const change = isComparable ? Math.round(second.value) - Math.round(first.value) : undefined;
  return (
    <tr data-measure={id} {...testHooks('echonet-contours-compared')}>
      <th scope="row">{contours.abbreviations[id]}</th>
      <td data-value={first?.value}>{first ? shown(first) : '–'}</td>
      <td data-value={second?.value}>{second ? shown(second) : '–'}</td>
      <td>{change === undefined ? '–' : `${change > 0 ? '+' : ''}${whole(change)}`}</td>
    </tr>
  );
}

/** Why a model's contours are doubtful, or give no values. */
function Doubts({ side: { manifest, contours } }: { readonly side: Side }): ReactElement | null {
  const strings = useStrings();
  const findings = contours?.findings;
  if (!findings) {
    return null;
  }
  const { beats, judgement, measures } = findings;
  const { grade, reasons } = judgement;
  const why = qualityReasons(strings, reasons);
  const sentences = [
    ...(reasons.length === 0 ? [] : [strings.contours.quality(grade, why)]),
    ...(measures ? [] : [strings.contours.noBeat('reason' in beats ? beats.reason : '')]),
  ];
  return sentences.length === 0 ? null : (
    <p className="echonet-muted">
      {manifest.name}: {sentences.join(' ')}
    </p>
  );
}
