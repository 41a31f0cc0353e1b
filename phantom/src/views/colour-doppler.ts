import type { RandomStream } from '@echonet/models/random';
import { createTissueSamples, regionCode } from '../scene/scene';
import { fill, line, type Colour, type Screen } from '../screen/canvas';
import type { SectorGeometry } from '../screen/sector-geometry';
import type { Machine } from '../ultrasound/machine';
import { createBMode } from './b-mode';
import { flowAt, flowPattern } from './blood-flow';
import type { Examination, ScreenSize } from './examination';

/** Side of the cells in which flow is measured, pixels. */
const cellPixels = 2;

/** Wall filter: slower flow is suppressed; fraction of the Nyquist velocity. */
const wallFilter = 0.12;

const blood = new Set(
  (['lvCavity', 'laCavity', 'rvCavity', 'raCavity', 'aorticLumen'] as const).map(
    (region) => regionCode[region],
  ),
);

interface ColourBox {
  /** Distances from the face, cm. */
  readonly near: number;
  readonly far: number;
  /** Angles of its sides, radians. */
  readonly left: number;
  readonly right: number;
}

/**
 * B-mode with the velocity of blood in colour: towards the probe from red to yellow, away from it
 * from blue to cyan, aliased above the Nyquist velocity.
 *
 * @returns paints one frame; a grey screen shows the luma of the colours
 */
export function createColourDoppler(
  examination: Examination,
  size: ScreenSize,
  random: RandomStream,
): (screen: Screen, nowMs: number) => void {
  const { scene, machine, phaseAt } = examination;
  const bMode = createBMode(examination, size, random);
  const box = drawBox(machine, random);
  const cells = cellsOf(box, bMode.geometry, machine);
  const tissue = createTissueSamples(cells.x.length);
  const pattern = flowPattern(random);
  const fastest = 0.8 + 0.8 * random();
  return (screen, nowMs) => {
    bMode.paint(screen, nowMs);
    const phase = phaseAt(nowMs);
    scene.at(phase).cut(cells.lateral, cells.depth, tissue);
    const flow = fastest * flowAt(phase);
    for (let i = 0; i < cells.x.length; i++) {
      if (!blood.has(tissue.region[i])) {
        continue;
      }
      const turbulent = pattern(cells.lateral[i], cells.depth[i], phase);
      const velocity = flow * (0.7 + 0.5 * turbulent) + 0.25 * turbulent + 0.15 * (random() - 0.5);
      const measured = velocity - 2 * Math.round(velocity / 2);
      if (Math.abs(measured) < wallFilter || random() < 0.06) {
        continue;
      }
      const [x, y] = [cells.x[i], cells.y[i]];
      fill(screen, [x, y, x + cellPixels, y + cellPixels], colourOf(measured));
    }
    outline(screen, box, bMode.geometry, machine);
    colourBar(screen);
  };
}

function drawBox({ depthCm, halfAngle }: Machine, random: RandomStream): ColourBox {
  const middle = (random() - 0.5) * 0.7 * halfAngle;
  const half = halfAngle * (0.25 + 0.35 * random());
  return {
    near: depthCm * (0.2 + 0.3 * random()),
    far: depthCm * (0.7 + 0.25 * random()),
    left: Math.max(-0.95 * halfAngle, middle - half),
    right: Math.min(0.95 * halfAngle, middle + half),
  };
}

/** Cells in the box: their upper left pixel and their centre in the scan plane, cm. */
function cellsOf(
  box: ColourBox,
  { Rows, Columns, faceX, faceY, pixelsPerCm }: SectorGeometry,
  { tipAboveFaceCm: tip }: Machine,
) {
  const [x, y, lateral, depth]: number[][] = [[], [], [], []];
  for (let row = 0; row < Rows; row += cellPixels) {
    for (let column = 0; column < Columns; column += cellPixels) {
      const u = (column + cellPixels / 2 - faceX) / pixelsPerCm;
      const v = (row + cellPixels / 2 - faceY) / pixelsPerCm;
      const range = Math.hypot(u, v + tip) - tip;
      const angle = Math.atan2(u, v + tip);
      if (range < box.near || range > box.far || angle < box.left || angle > box.right) {
        continue;
      }
      x.push(column);
      y.push(row);
      lateral.push(u);
      depth.push(v);
    }
  }
  return { x, y, lateral: Float32Array.from(lateral), depth: Float32Array.from(depth) };
}

/** @param velocity -1..1, positive towards the probe */
function colourOf(velocity: number): Colour {
  const speed = Math.abs(velocity);
  const base = 90 + 165 * Math.min(1, 1.4 * speed);
  const bright = 230 * Math.max(0, 2 * speed - 1);
  return velocity > 0 ? [base, bright, 0] : [0, bright, base];
}

function outline(
  screen: Screen,
  { near, far, left, right }: ColourBox,
  { faceX, faceY, pixelsPerCm }: SectorGeometry,
  { tipAboveFaceCm: tip }: Machine,
): void {
  const at = (range: number, angle: number): [number, number] => [
    faceX + (range + tip) * Math.sin(angle) * pixelsPerCm,
    faceY + ((range + tip) * Math.cos(angle) - tip) * pixelsPerCm,
  ];
  const white: Colour = [210, 210, 210];
  for (const angle of [left, right]) {
    line(screen, at(near, angle), at(far, angle), white);
  }
  const steps = 12;
  for (const range of [near, far]) {
    for (let step = 0; step < steps; step++) {
      const angle = (share: number) => left + ((right - left) * share) / steps;
      line(screen, at(range, angle(step)), at(range, angle(step + 1)), white);
    }
  }
}

function colourBar(screen: Screen): void {
  const { Rows, Columns } = screen;
  const [top, bottom] = [Rows * 0.12, Rows * 0.42];
  for (let y = Math.round(top); y < bottom; y++) {
    const velocity = 1 - (2 * (y - top)) / (bottom - top);
    fill(screen, [Columns * 0.95, y, Columns * 0.97, y + 1], colourOf(velocity));
  }
}
