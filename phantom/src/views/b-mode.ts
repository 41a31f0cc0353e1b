import type { RandomStream } from '@echonet/models/random';
import type { Screen } from '../screen/canvas';
import { colourMaps } from '../screen/colour-map';
import { paintAnnotations, drawAnnotations, type ScreenAnnotations } from '../screen/annotations';
import { paintEcg } from '../screen/ecg-trace';
import { loseInExport } from '../screen/export-loss';
import { createScanConverter } from '../screen/scan-conversion';
import type { ScreenLook } from '../screen/screen-look';
import { sectorGeometry, type SectorGeometry } from '../screen/sector-geometry';
import { paintMarks } from '../screen/sector-marks';
import { turnGreyValues } from '../screen/turn-sector';
import { createScanner } from '../ultrasound/scanner';
import type { Examination, ScreenSize } from './examination';

export interface BMode {
  readonly geometry: SectorGeometry;
  readonly annotations: ScreenAnnotations;
  /**
   * Paints one frame with annotations and ECG. Frames are painted in the order of time.
   *
   * @param nowMs time since the first frame
   */
  readonly paint: (screen: Screen, nowMs: number) => void;
}

/**
 * B-mode with a random layout of the screen.
 *
 * @param heightShare fraction of the screen's height that the image takes, from its top
 */
export function createBMode(
  examination: Examination,
  { Rows, Columns }: ScreenSize,
  random: RandomStream,
  heightShare = 1,
): BMode {
  const { machine, heartRate } = examination;
  const rows = Math.round(Rows * heightShare);
  const geometry = sectorGeometry(machine, rows, Columns, 0.9 + 0.1 * random());
  return bModeOn(
    examination,
    { Rows: rows, Columns },
    geometry,
    drawAnnotations(random, machine, heartRate),
  );
}

/** B-mode with a given layout of the screen. */
export function bModeOn(
  { key, scene, machine, acoustics, phaseAt }: Omit<Examination, 'heartRate'>,
  { Rows, Columns }: ScreenSize,
  geometry: SectorGeometry,
  annotations: ScreenAnnotations,
  look?: ScreenLook,
): BMode {
  const scanner = createScanner(key, scene, machine, acoustics);
  const converter = createScanConverter(machine, geometry);
  const greyValues = new Uint8Array(Rows * Columns);
  let before = 0;
  return {
    geometry,
    annotations,
    paint(screen, nowMs) {
      converter.paint(scanner.scan(phaseAt(nowMs), nowMs - before), greyValues);
      before = nowMs;
      const shown = look ? turnGreyValues(greyValues, geometry, look) : greyValues;
      paintGreyValues(screen, shown, look?.colourMap);
      paintAnnotations(screen, geometry, machine, annotations);
      paintEcg(screen, annotations, nowMs, phaseAt);
      if (look) {
        paintMarks(screen, geometry, look.marks);
      }
      if (look?.loss) {
        loseInExport(screen, look.loss);
      }
    },
  };
}

/** @param colourMap of a screen of three samples per pixel */
function paintGreyValues(
  { data, samplesPerPixel }: Screen,
  greyValues: Uint8Array,
  colourMap?: ScreenLook['colourMap'],
): void {
  if (colourMap && samplesPerPixel === 3) {
    const [red, green, blue] = colourMaps[colourMap];
    for (let i = 0; i < greyValues.length; i++) {
      data[3 * i] = greyValues[i] * red;
      data[3 * i + 1] = greyValues[i] * green;
      data[3 * i + 2] = greyValues[i] * blue;
    }
    return;
  }
  for (let i = 0, at = 0; i < greyValues.length; i++) {
    for (let sample = 0; sample < samplesPerPixel; sample++) {
      data[at++] = greyValues[i];
    }
  }
}
