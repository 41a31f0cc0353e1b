import { plotAxes } from '../../contours/volume-plot';
import { formatNumber } from '../../panel/format';
import type { MeasureText, PageItem } from './page-items';
import type { CurveFigure } from './report-document';

const labelSize = 7;
const ink = '#1a1a1a';
const grid = '#d8dcdf';
const curveColour = '#0b4f7a';

/** Volume over time with its end-diastoles and end-systoles. */
export function layOutCurve(
  { timesMs, volumes, marks, locale }: CurveFigure,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  measure: MeasureText,
): PageItem[] {
  const { width, height } = box;
  const plot = { width, height, left: 26, right: 6, top: 12, bottom: 14 };
  const points = volumes.flatMap((volume, frame) =>
    Number.isFinite(volume) ? [{ frame, timeMs: timesMs[frame], volume }] : [],
  );
  if (points.length === 0) {
    return [];
  }
  const axes = plotAxes({ points, lines: [] }, timesMs, plot);
  const at = (timeMs: number, volume: number) => ({
    x: box.x + axes.x(timeMs),
    y: box.y + axes.y(volume),
  });
  const label = (text: string, x: number, y: number, isBold = false): PageItem => ({
    kind: 'text',
    text,
    x,
    y,
    size: labelSize,
    isBold,
    colour: ink,
  });
  const [first, last] = [timesMs[0], timesMs[timesMs.length - 1]];
  const base = box.y + height - 4;
  const seconds = `${formatNumber((last - first) / 1000, 1, locale)} s`;
  return [
    ...axes.ticks.flatMap((volume): PageItem[] => {
      const { y } = at(first, volume);
      const text = formatNumber(volume, Number.isInteger(volume) ? 0 : 1, locale);
      return [
        line(
          [
            { x: box.x + plot.left, y },
            { x: box.x + width - plot.right, y },
          ],
          grid,
          0.5,
        ),
        label(text, box.x + plot.left - 4 - measure(text, labelSize, false), y + 2.5),
      ];
    }),
    label('0', box.x + plot.left, base),
    label(seconds, box.x + width - plot.right - measure(seconds, labelSize, false), base),
    ...runsOf(points).map((run) =>
      line(
        run.map(({ timeMs, volume }) => at(timeMs, volume)),
        curveColour,
        1.1,
      ),
    ),
    ...marks.flatMap(({ frame, moment }): PageItem[] => {
      const point = points.find((each) => each.frame === frame);
      if (!point) {
        return [];
      }
      const { x, y } = at(point.timeMs, point.volume);
      const isAbove = moment === 'ED';
      const textX = x - measure(moment, labelSize, true) / 2;
      return [
        { kind: 'rectangle', x: x - 1.6, y: y - 1.6, width: 3.2, height: 3.2, colour: ink },
        label(moment, textX, isAbove ? y - 4 : y + 9, true),
      ];
    }),
  ];
}

function line(
  points: readonly { readonly x: number; readonly y: number }[],
  colour: string,
  width: number,
): PageItem {
  return { kind: 'line', points, isClosed: false, colour, width, dash: [] };
}

/** Frames one after the other; a frame that was not measured interrupts the line. */
function runsOf<Point extends { readonly frame: number }>(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && run.at(-1)!.frame === point.frame - 1) {
      run.push(point);
    } else {
      runs.push([point]);
    }
  }
  return runs;
}
