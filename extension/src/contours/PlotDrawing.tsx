import type { ReactElement } from 'react';
import { formatNumber } from '../panel/format';
import { useStrings } from '../panel/use-strings';
import { box } from './plot-box';
import type { PlotAxes, VolumePlot } from './volume-plot';

interface ScalesProps {
  readonly axes: PlotAxes;
  readonly timesMs: readonly number[];
  /** As written in the header. */
  readonly rWavesMs: readonly number[];
}

export function Scales({ axes, timesMs, rWavesMs }: ScalesProps): ReactElement {
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

export function Drawing({ plot, axes }: DrawingProps): ReactElement {
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
