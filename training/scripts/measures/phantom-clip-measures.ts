import { phantomImageSize, phantomLabels, drawPatient, simulateCine } from '@echonet/phantom';
import { structureNames as phantomStructures } from '@echonet/phantom/structures';
import {
  fieldsOfLabels,
  isMeasured,
  measureClip,
  measureFrame,
  structureNames,
  type ClipMeasures,
} from '@echonet/models/measures';

export interface PhantomMeasures {
  readonly measures: ClipMeasures;
  /** Of the LV in each frame where it was measured, mL. */
  readonly volumes: readonly number[];
  /**
   * EF, percent, between the largest and the smallest volume of single frames: what the image plane
   * shows, which runs beside the long axis of the LV.
   */
  readonly planeEf: number;
  /** EF, EDV, LAVolume, ... of the simulated heart itself. */
  readonly truth: Readonly<Record<string, number>>;
}

export interface MeasuredClip {
  readonly seconds: number;
  readonly frameTimeMs: number;
  /** Image pixels per pixel of the masks; at 2.5 they are as coarse as a segmentation network's. */
  readonly step: number;
}

const codeOf = Uint8Array.from(phantomStructures, (name) =>
  Math.max(0, (structureNames as readonly string[]).indexOf(name)),
);

/** Measures the exact masks of an A4C clip of a simulated patient. */
export function measurePhantom(
  patient: { readonly seed: number; readonly index: number },
  { seconds, frameTimeMs, step }: MeasuredClip,
): PhantomMeasures {
  const cohort = { ...patient, leadShare: 0 };
  // Structures are known at any time; only the first image is simulated, which is the slow part.
  const format = { ...phantomImageSize, frameCount: 1, frameTimeMs };
  const cine = simulateCine({ ...cohort, view: 'A4C', take: 0, format });
  const [region] = cine.attributes.SequenceOfUltrasoundRegions as { PhysicalDeltaX: number }[];
  const mmPerPixel = region.PhysicalDeltaX * 10 * step;
  const scale = { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel };
  const columns = Math.floor(format.Columns / step);
  const rows = Math.floor(format.Rows / step);
  const points = {
    x: Float32Array.from({ length: columns * rows }, (_, i) => ((i % columns) + 0.5) * step),
    y: Float32Array.from(
      { length: columns * rows },
      (_, i) => (Math.floor(i / columns) + 0.5) * step,
    ),
    spacing: step,
  };
  const timesMs = Array.from(
    { length: Math.round((seconds * 1000) / frameTimeMs) },
    (_, i) => i * frameTimeMs,
  );
  const frames = timesMs.map((_, i) => {
    const codes = cine.structures(i, points).map((code) => codeOf[code]);
    return measureFrame(fieldsOfLabels(codes, columns, rows), scale);
  });
  const volumes = frames.flatMap((frame) => (isMeasured(frame) ? frame.ventricle.volumeDisks : []));
  return {
    volumes,
    planeEf: 100 * (1 - Math.min(...volumes) / Math.max(...volumes)),
    measures: measureClip({ frames, timesMs, scale }),
    truth: phantomLabels(drawPatient(patient.seed, patient.index, cohort)),
  };
}
