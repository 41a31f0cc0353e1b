import { randomStream } from '@echonet/models/random';
import { varySetting } from '../clip/phantom-setting';
import { pixelCentres, structuresAt } from '../clip/structures';
import { heartScene, scanPlane, type HeartView } from '../heart';
import { drawPatient } from '../patient';
import type { Screen } from '../screen/canvas';
import { paintAnnotations, drawAnnotations } from '../screen/annotations';
import { paintEcg } from '../screen/ecg-trace';
import { createScanConverter } from '../screen/scan-conversion';
import { sectorGeometry } from '../screen/sector-geometry';
import { drawMachine } from '../ultrasound/machine';
import { createScanner } from '../ultrasound/scanner';
import type { EchoImage } from './echo-image';

/** Phase of the heart's cycle: early systole, as that of the real stills is unknown. */
const usualPhase = 0.1;
/** Frames scanned before the one that is shown, for machines that average frames. */
const framesBefore = 2;

export interface PhantomImageOptions {
  /** As in PhantomClip. */
  readonly varied?: boolean;
  /** Of the heart's cycle since end-diastole, 0..1. */
  readonly phase?: number;
}

export interface PhantomImage extends EchoImage {
  /** Codes of structureNames, one a pixel. */
  structures(): Uint8Array;
}

/**
 * One frame of a patient on a random machine, with random numbers that no cohort uses.
 *
 * @param size resolution of an image without annotations, or the size of a whole screen
 */
export function phantomImage(
  seed: number,
  index: number,
  view: HeartView,
  size: { readonly pixelsPerCm: number } | { readonly Rows: number; readonly Columns: number },
  { varied = false, phase = usualPhase }: PhantomImageOptions = {},
): PhantomImage {
  const random = randomStream('appearance', seed, index, view);
  const patient = drawPatient(seed, index, { varied });
  const plain = scanPlane(view, patient, random);
  const drawn = { patient, plane: plain, machine: drawMachine(random, plain.imagingDepth) };
  const key = `appearance/${seed}/${index}/${view}`;
  const { plane, machine } = varied ? varySetting(drawn, key) : drawn;
  const [Rows, Columns] = 'Rows' in size ? [size.Rows, size.Columns] : [0, 0];
  const geometry =
    'Rows' in size
      ? sectorGeometry(machine, Rows, Columns)
      : sectorAtResolution(machine, size.pixelsPerCm);
  const scene = heartScene(patient, plane);
  const scanner = createScanner(`${seed}/${index}/${view}`, scene, machine, patient.acoustics);
  const converter = createScanConverter(machine, geometry);
  const step = (machine.frameTimeMs * patient.rhythm.heartRate) / 60_000;
  let polar = scanner.scan(phase - framesBefore * step, machine.frameTimeMs);
  for (let before = framesBefore - 1; before >= 0; before--) {
    polar = scanner.scan(phase - before * step, machine.frameTimeMs);
  }
  const greyValues = new Uint8Array(geometry.Rows * geometry.Columns);
  converter.paint(polar, greyValues);
  const screen: Screen = {
    Rows: geometry.Rows,
    Columns: geometry.Columns,
    samplesPerPixel: 1,
    data: greyValues,
  };
  const annotations = drawAnnotations(random, machine, Math.round(patient.rhythm.heartRate));
  if ('Rows' in size) {
    paintAnnotations(screen, geometry, machine, annotations);
    paintEcg(screen, annotations, 0, (timeMs) => {
      const cycles = phase + (timeMs * patient.rhythm.heartRate) / 60_000;
      return cycles - Math.floor(cycles);
    });
  }
  const { tipAboveFaceCm: tip, halfAngle, depthCm } = machine;
  return {
    title: `phantom ${view}, ${machine.make}`,
    Rows: geometry.Rows,
    Columns: geometry.Columns,
    greyValues,
    structures: () =>
      structuresAt(scene.at(phase), pixelCentres(geometry.Rows, geometry.Columns), geometry),
    fan: {
      tipX: geometry.faceX,
      tipY: geometry.faceY - tip * geometry.pixelsPerCm,
      leftAngle: -halfAngle,
      rightAngle: halfAngle,
      innerRadius: tip * geometry.pixelsPerCm,
      outerRadius: (tip + depthCm) * geometry.pixelsPerCm,
      pixelsPerCm: geometry.pixelsPerCm,
    },
  };
}

/** Geometry of the sector at a resolution. */
function sectorAtResolution(
  machine: Parameters<typeof sectorGeometry>[0],
  pixelsPerCm: number,
): ReturnType<typeof sectorGeometry> {
  const trial = sectorGeometry(machine, 1000, 2000);
  const scale = pixelsPerCm / trial.pixelsPerCm;
  return sectorGeometry(machine, Math.round(1000 * scale), Math.round(2000 * scale));
}
