import type { RandomStream } from '../random';
import type { ScreenGeometry } from './scan-conversion';

/** A screen being drawn: greys of the echo, and coloured or grey furniture over it. */
export interface Screen {
  readonly Rows: number;
  readonly Columns: number;
  /** 1 grey or 3 RGB values a pixel. */
  readonly samplesPerPixel: 1 | 3;
  readonly data: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number];
const white: Colour = [220, 220, 220];
const yellow: Colour = [230, 210, 60];
const green: Colour = [60, 220, 90];

/** Glyphs of 3 x 5 pixels, a row for each string. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  A: ['010', '101', '111', '101', '101'],
  B: ['110', '101', '110', '101', '110'],
  C: ['011', '100', '100', '100', '011'],
  D: ['110', '101', '101', '101', '110'],
  E: ['111', '100', '110', '100', '111'],
  G: ['011', '100', '101', '101', '011'],
  H: ['101', '101', '111', '101', '101'],
  I: ['111', '010', '010', '010', '111'],
  L: ['100', '100', '100', '100', '111'],
  M: ['101', '111', '111', '101', '101'],
  N: ['110', '101', '101', '101', '101'],
  O: ['010', '101', '101', '101', '010'],
  P: ['110', '101', '110', '100', '100'],
  R: ['110', '101', '110', '101', '101'],
  S: ['011', '100', '010', '001', '110'],
  T: ['111', '010', '010', '010', '010'],
  U: ['101', '101', '101', '101', '111'],
  Z: ['111', '001', '010', '100', '111'],
  '0': ['111', '101', '101', '101', '111'],
  '1': ['010', '110', '010', '010', '111'],
  '2': ['110', '001', '010', '100', '111'],
  '3': ['110', '001', '010', '001', '110'],
  '4': ['101', '101', '111', '001', '001'],
  '5': ['111', '100', '110', '001', '110'],
  '6': ['011', '100', '111', '101', '111'],
  '7': ['111', '001', '010', '010', '010'],
  '8': ['111', '101', '111', '101', '111'],
  '9': ['111', '101', '111', '001', '110'],
  '.': ['000', '000', '000', '000', '010'],
};

function paint(screen: Screen, x: number, y: number, colour: Colour): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= screen.Columns || row >= screen.Rows) return;
  const at = (row * screen.Columns + column) * screen.samplesPerPixel;
  if (screen.samplesPerPixel === 1) {
    screen.data[at] = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  } else {
    screen.data.set(colour, at);
  }
}

function write(screen: Screen, text: string, x: number, y: number, colour: Colour): void {
  [...text].forEach((letter, position) => {
    (glyphs[letter] ?? []).forEach((line, row) => {
      [...line].forEach((dot, column) => {
        if (dot === '1') paint(screen, x + position * 4 + column, y + row, colour);
      });
    });
  });
}

/** What stands on one patient's screen in every frame. */
export interface Furniture {
  readonly lines: readonly string[];
  readonly textLeft: boolean;
  readonly ticksRight: boolean;
  /** 0 none, otherwise height of the ECG's R wave in pixels. */
  readonly ecgHeight: number;
  readonly depthCm: number;
}

/** Draws a style: machines differ in where they put text and ticks and whether they show an ECG. */
export function drawFurnitureStyle(
  random: RandomStream,
  depthCm: number,
  heartRate: number,
): Furniture {
  return {
    lines: [
      'SIMULATED ECHO',
      `HR ${heartRate}`,
      `D ${depthCm.toFixed(1)} CM`,
      `G ${40 + Math.floor(random() * 30)}`,
    ],
    textLeft: random() < 0.7,
    ticksRight: random() < 0.5,
    ecgHeight: random() < 0.8 ? 6 + random() * 6 : 0,
    depthCm,
  };
}

/**
 * Height of the ECG at a phase of the cycle, in R waves: Gaussian P, QRS and T waves around the R
 * wave at phase 0 (end-diastole).
 */
export function ecgAt(phase: number): number {
  const wave = (centre: number, width: number): number => {
    const distance = ((phase - centre + 1.5) % 1) - 0.5;
    return Math.exp(-0.5 * (distance / width) ** 2);
  };
  return (
    0.14 * wave(0.86, 0.025) -
    0.15 * wave(0.975, 0.008) +
    wave(0, 0.01) -
    0.25 * wave(0.025, 0.01) +
    0.28 * wave(0.32, 0.045)
  );
}

/**
 * Lays text, depth ticks, a logo and the ECG over one frame.
 *
 * @param phase part of the heart cycle at the right end of the ECG
 * @param cycles heart cycles that the ECG spans
 */
export function addFurniture(
  screen: Screen,
  geometry: ScreenGeometry,
  furniture: Furniture,
  phase: number,
  cycles = 3,
): void {
  const { Rows, Columns } = screen;
  furniture.lines.forEach((line, row) => {
    write(screen, line, furniture.textLeft ? 3 : Columns - 4 * line.length - 3, 4 + row * 8, white);
  });
  const logo = furniture.textLeft ? Columns - 12 : 12;
  for (let angle = 0; angle < 6.28; angle += 0.08) {
    paint(screen, logo + 6 * Math.cos(angle), 11 + 6 * Math.sin(angle), white);
  }
  const tickX = furniture.ticksRight ? Columns - 3 : 2;
  for (let cm = 0; cm <= furniture.depthCm; cm += 1) {
    const y = geometry.apexY + cm * geometry.pixelsPerCm;
    const length = cm % 5 === 0 ? 4 : 2;
    for (let i = 0; i < length; i += 1) {
      paint(screen, furniture.ticksRight ? tickX - i : tickX + i, y, yellow);
    }
  }
  if (furniture.ecgHeight === 0) return;
  const baseline = Rows - 5;
  for (let x = 4; x < Columns - 4; x += 0.5) {
    const at = phase - ((Columns - 4 - x) / (Columns - 8)) * cycles;
    paint(screen, x, baseline - furniture.ecgHeight * ecgAt(at - Math.floor(at)), green);
  }
}
