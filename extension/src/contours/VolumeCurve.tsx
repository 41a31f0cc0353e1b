import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import type { Clip } from '../clips/clip';
import { command, keyText } from '../ids';
import { formatNumber } from '../panel/format';
import { sliderTarget } from '../panel/slider-keys';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { BeatChoice } from './BeatChoice';
import type { Moment } from './moments';
import type { ClipContours } from './state';
import { UsedPart } from './UsedPart';
import {
  frameAt,
  type PlotAxes,
  plotAxes,
  type PlotMark,
  type VolumePlot,
  volumePlot,
} from './volume-plot';

/** SVG units; the drawing is scaled to the panel's width. */
const box = { width: 270, height: 112, left: 28, right: 8, top: 16, bottom: 18 };

interface VolumeCurveProps {
  readonly clip: Clip;
  readonly contours: ClipContours;
}

/** LV volume over time as a slider that moves the viewport; a line follows the frame on the screen. */
export function VolumeCurve({ clip, contours }: VolumeCurveProps): ReactElement | null {
  const timesMs = useMemo(() => clip.times?.timesMs ?? [], [clip]);
  const plot = useMemo(() => volumePlot(contours, timesMs), [contours, timesMs]);
  if (!plot) {
    return null;
  }
  return (
    <>
      <Curve clip={clip} plot={plot} timesMs={timesMs} />
      {plot.marks.length > 0 && <MomentButtons />}
      {contours.findings && (
        <BeatChoice clip={clip} findings={contours.findings} chosen={contours.edits?.beats} />
      )}
      <UsedPart clip={clip} />
    </>
  );
}

interface CurveProps {
  readonly clip: Clip;
  readonly plot: VolumePlot;
  readonly timesMs: readonly number[];
}

function Curve({ clip, plot, timesMs }: CurveProps): ReactElement {
  const session = useSession();
  const { contours, contourEdits, locale } = useStrings();
  const frameIndices = useSessionPart(
    (state) => state.results.get(clip.SOPInstanceUID)?.frameIndices,
  );
  const axes = useMemo(() => plotAxes(plot, timesMs, box), [plot, timesMs]);
  const slider = useRef<HTMLDivElement>(null);
  const cursor = useRef<SVGPathElement>(null);
  const readout = useRef<HTMLSpanElement>(null);

  // The cursor follows the cine without rendering the panel at every frame.
  useEffect(() => {
    let [request, last] = [0, -1];
    const volumes = new Map(plot.points.map(({ frame, volume }) => [frame, volume]));
    const follow = () => {
      const frame = session.contours.shownFrame(clip);
      if (frame !== undefined && frame !== last && frame < timesMs.length) {
        last = frame;
        const volume = volumes.get(frame);
        const atFrame = contours.atFrame(
          frame + 1,
          volume === undefined ? undefined : `${formatNumber(volume, 0, locale)} ${plot.unit}`,
        );
        const isRead = frameIndices?.includes(frame) ?? true;
        const text = isRead ? atFrame : `${atFrame} (${contourEdits.notRead})`;
        cursor.current?.setAttribute('transform', `translate(${axes.x(timesMs[frame])} 0)`);
        slider.current?.setAttribute('aria-valuenow', String(frame + 1));
        slider.current?.setAttribute('aria-valuetext', text);
        if (readout.current) {
          readout.current.textContent = text;
        }
      }
      request = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(request);
  }, [session, clip, plot, timesMs, axes, contours, contourEdits, frameIndices, locale]);

  const seek = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const x = ((clientX - left) / Math.max(1, width)) * box.width;
    session.clips.showFrame(clip, frameAt(timesMs, axes.timeMsAt(x)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const shown = session.contours.shownFrame(clip) ?? 0;
    const target = sliderTarget(event, shown, timesMs.length);
    if (target !== undefined) {
      event.preventDefault();
      session.clips.showFrame(clip, target);
    }
  };
  return (
    <div className="echonet-volume-curve">
      <div className="echonet-certainty echonet-muted">
        <span>{contours.curve(plot.unit)}</span>
        <span ref={readout} />
      </div>
      <div
        ref={slider}
        className="echonet-volume-plot"
        role="slider"
        tabIndex={0}
        aria-label={contours.curveOf(clip.label)}
        aria-valuemin={1}
        aria-valuemax={timesMs.length}
        aria-valuenow={1}
        title={contours.curveHint}
        onPointerDown={seek}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
        onKeyDown={onKeyDown}
        {...testHooks('echonet-volume-curve')}
      >
        <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
          <Scales axes={axes} timesMs={timesMs} rWavesMs={clip.times?.rWavesMs ?? []} />
          <Drawing plot={plot} axes={axes} />
          {plot.marks.map((mark) => (
            <Mark key={`${mark.moment} ${mark.beat}`} {...{ clip, mark, axes, timesMs }} />
          ))}
          <path
            ref={cursor}
            className="echonet-curve-cursor"
            d={`M0 ${box.top}V${box.height - box.bottom}`}
          />
        </svg>
      </div>
    </div>
  );
}

interface ScalesProps {
  readonly axes: PlotAxes;
  readonly timesMs: readonly number[];
  /** As written in the header. */
  readonly rWavesMs: readonly number[];
}

function Scales({ axes, timesMs, rWavesMs }: ScalesProps): ReactElement {
  const { locale } = useStrings();
  const [right, floor] = [box.width - box.right, box.height - box.bottom];
  const last = timesMs[timesMs.length - 1];
  const shown = rWavesMs.filter((timeMs) => timeMs >= timesMs[0] && timeMs <= last);
  return (
    <>
      {axes.ticks.map((volume) => (
        <g key={volume}>
          <path className="echonet-curve-grid" d={`M${box.left} ${axes.y(volume)}H${right}`} />
          <text x={box.left - 4} y={axes.y(volume) + 3} textAnchor="end">
            {formatNumber(volume, Number.isInteger(volume) ? 0 : 1, locale)}
          </text>
        </g>
      ))}
      <text x={box.left} y={box.height - 5}>
        0
      </text>
      <text x={right} y={box.height - 5} textAnchor="end">
        {formatNumber((last - timesMs[0]) / 1000, 1, locale)} s
      </text>
      {shown.map((timeMs) => (
        <g key={timeMs} className="echonet-curve-r-wave">
          <path d={`M${axes.x(timeMs)} ${floor}v5`} />
          <text x={axes.x(timeMs)} y={box.height - 5} textAnchor="middle">
            R
          </text>
        </g>
      ))}
    </>
  );
}

interface DrawingProps {
  readonly plot: VolumePlot;
  readonly axes: PlotAxes;
}

function Drawing({ plot, axes }: DrawingProps): ReactElement {
  const { points, lines, systoles } = plot;
  const floor = box.height - box.bottom;
  return (
    <>
      {systoles.map(({ fromMs, toMs, counts }) => (
        <rect
          key={fromMs}
          className="echonet-curve-systole"
          data-counts={counts}
          x={axes.x(fromMs)}
          y={box.top}
          width={axes.x(toMs) - axes.x(fromMs)}
          height={floor - box.top}
        />
      ))}
      <path
        className="echonet-curve-points"
        d={points.map(({ timeMs, volume }) => `M${axes.x(timeMs)} ${axes.y(volume)}h0`).join('')}
      />
      {lines.map((line) => (
        <polyline
          key={line[0].frame}
          className="echonet-curve-line"
          points={line.map(({ timeMs, volume }) => `${axes.x(timeMs)},${axes.y(volume)}`).join(' ')}
        />
      ))}
    </>
  );
}

interface MarkProps {
  readonly clip: Clip;
  readonly mark: PlotMark;
  readonly axes: PlotAxes;
  readonly timesMs: readonly number[];
}

/** ED or ES of a beat; dragging it moves it, and the viewport shows the frame under way. */
function Mark({ clip, mark, axes, timesMs }: MarkProps): ReactElement {
  const session = useSession();
  const { contourEdits } = useStrings();
  const [draggedTo, setDraggedTo] = useState<number>();
  const { moment, beat, frame, timeMs, volume } = mark;
  const frameAtPointer = ({ currentTarget, clientX }: PointerEvent<SVGGElement>) => {
    const { left, width } = (
      currentTarget.ownerSVGElement ?? currentTarget
    ).getBoundingClientRect();
    const x = ((clientX - left) / Math.max(1, width)) * box.width;
    return frameAt(timesMs, axes.timeMsAt(x));
  };
  const onPointerDown = (event: PointerEvent<SVGGElement>) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDraggedTo(frame);
    session.clips.showFrame(clip, frame);
  };
  const onPointerMove = (event: PointerEvent<SVGGElement>) => {
    event.stopPropagation();
    const target = frameAtPointer(event);
    if (draggedTo !== undefined && target !== draggedTo) {
      setDraggedTo(target);
      session.clips.showFrame(clip, target);
    }
  };
  const onPointerUp = () => {
    setDraggedTo(undefined);
    if (draggedTo !== undefined && draggedTo !== frame) {
      session.contours.edits.moveMoment(clip, beat, moment, draggedTo);
    }
  };
  const x = axes.x(draggedTo === undefined ? timeMs : timesMs[draggedTo]);
  const y = axes.y(volume);
  return (
    <g
      className="echonet-curve-mark"
      data-moment={moment}
      data-frame={frame}
      data-counts={mark.counts}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDraggedTo(undefined)}
    >
      <title>{contourEdits.dragHint(moment)}</title>
      <circle className="echonet-curve-mark-reach" cx={x} cy={y} r={9} />
      <circle cx={x} cy={y} r={3.5} />
      <text x={x} y={y + (moment === 'ED' ? -6 : 13)} textAnchor="middle">
        {moment}
      </text>
    </g>
  );
}

interface MomentCommands {
  readonly moment: Moment;
  readonly command: string;
  /** Takes the frame on the screen. */
  readonly mark: string;
}

const buttons: readonly MomentCommands[] = [
  { moment: 'ED', command: command.nextEndDiastole, mark: command.markEndDiastole },
  { moment: 'ES', command: command.nextEndSystole, mark: command.markEndSystole },
];

function MomentButtons(): ReactElement {
  const session = useSession();
  const { contours, contourEdits } = useStrings();
  return (
    <div className="echonet-buttons">
      {buttons.map(({ moment, command: name }) => {
        const hotkey = session.hotkey(name);
        return (
          <button
            key={moment}
            type="button"
            className="echonet-button"
            title={hotkey && keyText(hotkey)}
            onClick={() => session.contours.showNext(moment)}
            {...testHooks(`echonet-next-${moment}`)}
          >
            {contours.next(moment)}
          </button>
        );
      })}
      {buttons.map(({ moment, mark }) => {
        const hotkey = session.hotkey(mark);
        return (
          <button
            key={mark}
            type="button"
            className="echonet-button"
            title={[contourEdits.markHint(moment), hotkey && keyText(hotkey)]
              .filter(Boolean)
              .join(' ')}
            onClick={() => session.contours.edits.markShownFrame(moment)}
            {...testHooks(`echonet-mark-${moment}`)}
          >
            {contourEdits.markHere(moment)}
          </button>
        );
      })}
    </div>
  );
}
