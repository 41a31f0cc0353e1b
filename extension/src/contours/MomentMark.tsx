import { useState, type PointerEvent, type ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { timeAtPointer } from './plot-box';
import { frameAt, type PlotAxes, type PlotMark } from './volume-plot';

interface MomentMarkProps {
  readonly clip: Clip;
  readonly mark: PlotMark;
  readonly axes: PlotAxes;
  readonly timesMs: readonly number[];
}

/** ED or ES of a beat; dragging it moves it, and the viewport shows the frame under way. */
export function MomentMark({ clip, mark, axes, timesMs }: MomentMarkProps): ReactElement {
  const session = useSession();
  const { contourEdits } = useStrings();
  const [draggedTo, setDraggedTo] = useState<number>();
  const { moment, beat, frame, timeMs, volume } = mark;
  const frameAtPointer = ({ currentTarget, clientX }: PointerEvent<SVGGElement>) =>
    frameAt(timesMs, timeAtPointer(currentTarget.ownerSVGElement ?? currentTarget, clientX, axes));
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
