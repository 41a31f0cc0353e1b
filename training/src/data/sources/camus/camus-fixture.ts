import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomStream } from '@echonet/models/random';
import { niftiGzFile } from '../nifti/nifti-fixture';

/** Size of the made-up images; the first axis runs across them. */
export const fixtureSize = { columns: 160, rows: 140 } as const;

const tip = { x: fixtureSize.columns / 2, y: 4 };
const depth = 128;

/** Noise inside a fan of 74 degrees, 0 outside. */
export function fanImage(seed: string): Uint8Array {
  const random = randomStream('fan', seed);
  return pixels((x, y) => {
    const isInside = Math.hypot(x, y) < depth && Math.abs(x) < 0.75 * y;
    return isInside ? 30 + Math.floor(200 * random()) : 0;
  });
}

/** Codes of an upright heart: ventricle with wall, atrium below. @param radius of the ventricle */
export function heartMask(radius: number): Uint8Array {
  const isIn = (x: number, y: number, centre: number, across: number, along: number) =>
    (x / across) ** 2 + ((y - centre) / along) ** 2 < 1;
  return pixels((x, y) => {
    if (isIn(x, y, 62, radius, 1.6 * radius)) {
      return 1;
    }
    if (isIn(x, y, 109, 16, 16)) {
      return 3;
    }
    return isIn(x, y, 62, radius + 5, 1.6 * radius + 5) ? 2 : 0;
  });
}

/** @param valueAt position relative to the tip of the fan */
function pixels(valueAt: (x: number, y: number) => number): Uint8Array {
  const { columns, rows } = fixtureSize;
  return Uint8Array.from({ length: columns * rows }, (_, i) =>
    valueAt((i % columns) + 0.5 - tip.x, Math.floor(i / columns) + 0.5 - tip.y),
  );
}

/** Writes an image, or the frames of a sequence, as the data set does. */
export function writeNifti(file: string, ...frames: readonly Uint8Array[]): void {
  const { columns, rows } = fixtureSize;
  const shape = [columns, rows, ...(frames.length > 1 ? [frames.length] : [])];
  mkdirSync(path.dirname(file), { recursive: true });
  const values = new Uint8Array(Buffer.concat(frames));
  writeFileSync(file, niftiGzFile({ shape, values, spacing: [0.9, 0.9] }));
}

/**
 * Writes end-diastole and end-systole of a view of a patient.
 *
 * @param radii of the ventricle
 * @returns the patient's folder
 */
export function writeCamusPatient(
  root: string,
  patient: string,
  view = '4CH',
  radii = { ED: 22, ES: 16 },
): string {
  const folder = path.join(root, 'database_nifti', patient);
  for (const [phase, radius] of Object.entries(radii)) {
    const stem = path.join(folder, `${patient}_${view}_${phase}`);
    writeNifti(`${stem}.nii.gz`, fanImage(`${patient}/${view}/${phase}`));
    writeNifti(`${stem}_gt.nii.gz`, heartMask(radius));
  }
  return folder;
}
