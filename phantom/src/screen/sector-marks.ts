import type { Sampler } from '../math/sampler';
import { line, write, type Colour, type Screen } from './canvas';
import { textScale } from './font';
import type { SectorGeometry } from './sector-geometry';

/** Marks inside the sector, as a reader or the machine leaves them. */
export interface SectorMarks {
  /** Ends of measured distances, fractions of the sector's box. */
  readonly calipers: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[];
  /** Text with the place of its upper left corner, fractions of the sector's box. */
  readonly texts: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  readonly colour: Colour;
}

const words = ['A4C', 'LV', 'LA', 'RV', 'APEX', '16CM', 'ED', 'ES', '4CH REST', 'HR 72'];

const colours: readonly Colour[] = [
  [255, 255, 255],
  [255, 255, 0],
  [0, 230, 0],
];

export function drawMarks(sampler: Sampler): SectorMarks {
  const place = () => sampler.between(0.2, 0.8);
  return {
    calipers: sampler.chance(0.1)
      ? sampler.times(sampler.count(1, 2), () => [place(), place(), place(), place()] as const)
      : [],
    texts: sampler.chance(0.15)
      ? sampler.times(sampler.count(1, 3), () => ({
          ...{ text: sampler.pick(words), x: place(), y: place() },
        }))
      : [],
    colour: sampler.pick(colours),
  };
}

export function paintMarks(
  screen: Screen,
  { region: { x0, y0, x1, y1 } }: SectorGeometry,
  { calipers, texts, colour }: SectorMarks,
): void {
  const scale = textScale(screen.Rows);
  const at = (x: number, y: number): [number, number] => [x0 + x * (x1 - x0), y0 + y * (y1 - y0)];
  for (const [fromX, fromY, toX, toY] of calipers) {
    const [from, to] = [at(fromX, fromY), at(toX, toY)];
    const dots = Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / (4 * scale));
    for (let dot = 1; dot < dots; dot++) {
      const x = from[0] + ((to[0] - from[0]) * dot) / dots;
      const y = from[1] + ((to[1] - from[1]) * dot) / dots;
      line(screen, [x, y], [x, y], colour);
    }
    for (const [x, y] of [from, to]) {
      line(screen, [x - 3 * scale, y], [x + 3 * scale, y], colour);
      line(screen, [x, y - 3 * scale], [x, y + 3 * scale], colour);
    }
  }
  for (const { text, x, y } of texts) {
    write(screen, text, at(x, y), colour, scale);
  }
}
