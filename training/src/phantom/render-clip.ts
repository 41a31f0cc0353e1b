import { randomStream } from '../random';
import { addFurniture, drawFurnitureStyle, type Screen } from './screen-furniture';
import type { PhantomPatient } from './patient';
import { createScanConverter, screenGeometry, type ScreenGeometry } from './scan-conversion';
import { createScanner } from './ultrasound';

/** Size and timing of a cine. */
export interface CineFormat {
  readonly Rows: number;
  readonly Columns: number;
  readonly frameCount: number;
  readonly frameTimeMs: number;
}

/** A rendered cine. */
export interface RenderedClip {
  readonly geometry: ScreenGeometry;
  readonly samplesPerPixel: 1 | 3;
  /** Rows * Columns * samplesPerPixel greys or RGB values a frame. */
  readonly frames: Uint8Array[];
}

/** Share of the machines that store RGB pictures; the others store grey ones. */
const colourShare = 0.3;

/** Renders a patient's cine, frame by frame. */
export function renderClip(
  seed: number,
  patient: PhantomPatient,
  format: CineFormat,
): RenderedClip {
  const { Rows, Columns, frameCount, frameTimeMs } = format;
  const random = randomStream('screen', seed, patient.index);
  const samplesPerPixel = random() < colourShare ? 3 : 1;
  const firstPhase = random();
  const furniture = drawFurnitureStyle(random, patient.view.depth, patient.heartRate);
  const geometry = screenGeometry(patient.view, Rows, Columns);
  const convert = createScanConverter(patient.view, geometry);
  const scan = createScanner(seed, patient);
  const frames = Array.from({ length: frameCount }, (_, frame) => {
    const beatsSoFar = firstPhase + (frame * frameTimeMs * patient.heartRate) / 60_000;
    const phase = beatsSoFar - Math.floor(beatsSoFar);
    const screen: Screen = {
      Rows,
      Columns,
      samplesPerPixel,
      data: spread(convert(scan(phase, frame)), samplesPerPixel),
    };
    addFurniture(screen, geometry, furniture, phase);
    return screen.data;
  });
  return { geometry, samplesPerPixel, frames };
}

/** Repeats each grey for every sample of its pixel. */
function spread(greys: Uint8Array, samplesPerPixel: 1 | 3): Uint8Array {
  if (samplesPerPixel === 1) return greys;
  const rgb = new Uint8Array(greys.length * 3);
  greys.forEach((grey, i) => rgb.fill(grey, 3 * i, 3 * i + 3));
  return rgb;
}
