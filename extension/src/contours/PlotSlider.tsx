import {
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import type { Clip } from '../clips/clip';
import { formatNumber } from '../panel/format';
import { sliderTarget } from '../panel/slider-keys';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { MomentMark } from './MomentMark';
import { box, timeAtPointer } from './plot-box';
import { Drawing, Scales } from './PlotDrawing';
import { frameAt, plotAxes, type VolumePlot } from './volume-plot';

interface PlotSliderProps {
  readonly clip: Clip;
  readonly plot: VolumePlot;
  readonly timesMs: readonly number[];
}

/** The plot as a slider that moves the viewport; a line follows the frame on the screen. */
export function PlotSlider({ clip, plot, timesMs }: PlotSliderProps): ReactElement {
  const session = useSession();
  const { contours, contourEdits, locale } = useStrings();
  const frameIndices = useSessionPart(
    (state) => state.results.get(clip.SOPInstanceUID)?.frameIndices,
  );
  const axes = useMemo(() => plotAxes(plot, timesMs, box), [plot, timesMs]);
  const slider = useRef<HTMLDivElement>(null);
  const cursor = useRef<SVGPathElement>(null);
  const readout = useRef<HTMLDivElement>(null);

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
    session.clips.showFrame(clip, frameAt(timesMs, timeAtPointer(currentTarget, clientX, axes)));
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
      <div className="echonet-muted">{contours.curve(plot.unit)}</div>
      {/* A line of its own: beside the title it would wrap in some frames, and move the curve in a cine. */}
      <div ref={readout} className="echonet-curve-readout echonet-muted" />
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
            <MomentMark key={`${mark.moment} ${mark.beat}`} {...{ clip, mark, axes, timesMs }} />
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
