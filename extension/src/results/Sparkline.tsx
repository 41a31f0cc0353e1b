import { memo, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import type { Task } from '@echonet/models';
import { taskName } from '../strings';
import type { Clip } from '../clips/clip';
import type { ClipResult } from './state';
import { formatWithUnit } from '../panel/format';
import { sliderTarget } from '../panel/slider-keys';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { nearestPoint, sparklinePoints } from './sparkline';

/** SVG units; the drawing is stretched to the available width. */
const box = { width: 160, height: 26, margin: 4 };

/** Part of the task's range below which values are not stretched to the full height. */
const smallestSpan = 0.1;

interface SparklineProps {
  readonly task: Task;
  readonly clip: Clip;
  readonly result: ClipResult;
}

/** Predictions by frame as a slider that moves the viewport. */
export const Sparkline = memo(function Sparkline({
  task,
  clip,
  result,
}: SparklineProps): ReactElement {
  const session = useSession();
  const strings = useStrings();
  const [picked, setPicked] = useState<number>();
  const { perFrame } = result.prediction[task.id];
  const [min, max] = task.range;
  const times = result.frameIndices.map((frameIndex) => clip.times?.timesMs[frameIndex] ?? 0);
  const points = sparklinePoints(perFrame, times, smallestSpan * (max - min), box);
  const current = Math.min(picked ?? 0, perFrame.length - 1);
  const goTo = (index: number) => {
    const inside = Math.min(perFrame.length - 1, Math.max(0, index));
    setPicked(inside);
    session.clips.showFrame(clip, result.frameIndices[inside]);
  };
  const onPointerDown = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    goTo(nearestPoint(points, ((clientX - left) / Math.max(1, width)) * box.width));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = sliderTarget(event, current, perFrame.length);
    if (target === undefined) {
      return;
    }
    event.preventDefault();
    goTo(target);
  };
  const dot = picked === undefined ? undefined : points[current];
  return (
    <div
      className="echonet-sparkline"
      role="slider"
      tabIndex={0}
      aria-label={strings.results.byFrame(taskName(strings, task), clip.label)}
      aria-valuemin={1}
      aria-valuemax={perFrame.length}
      aria-valuenow={current + 1}
      aria-valuetext={strings.results.atFrame(
        result.frameIndices[current] + 1,
        formatWithUnit(task, perFrame[current], strings.locale),
      )}
      title={strings.results.byFrameHint}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      {...testHooks('echonet-sparkline')}
    >
      <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        <path d={points.map(({ x, y }) => `M${x} ${y}h0`).join('')} />
      </svg>
      {dot && <i style={{ left: share(dot.x, box.width), top: share(dot.y, box.height) }} />}
    </div>
  );
});

function share(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}
