import path from 'node:path';
import type { FramePixels } from '@echonet/models';
import { niftiFrame, readNifti, type NiftiImage } from '../nifti';
import { areaOfCode, checkOrientation, toCodes, type StructureMask } from '../structure-mask';
import type { CamusFiles, PatientFiles } from './patient-files';

/** Names of the codes 0 to 3 of CAMUS' masks. */
const maskLabels = ['background', 'LV cavity', 'LV myocardium', 'left atrium'] as const;

/** The structures that CAMUS labels; the codes 1 to 3 are also those of structureNames. */
export const camusLabelledStructures = ['LV', 'LVWall', 'LA'] as const;

const [LV, LA] = [1, 3];

/** Frames of one view of a patient with the experts' masks. */
export interface LabelledFrames {
  readonly frames: readonly FramePixels[];
  readonly masks: readonly StructureMask[];
  /** Indices of the end-diastolic and the end-systolic frame. */
  readonly edFrame: number;
  readonly esFrame: number;
  /** Absent where the files have no pixel size. */
  readonly mmPerPixel?: number;
}

/**
 * Reads and checks images and masks.
 *
 * @param marks numbers of the end-diastolic and end-systolic frame of a half sequence, from 1;
 *   without them the end of the sequence with the larger left ventricle is end-diastolic
 * @throws Error with one sentence that names the file and what is wrong with it
 */
export async function readLabelledFrames(
  files: PatientFiles,
  marks: { readonly ED?: number; readonly ES?: number } = {},
): Promise<LabelledFrames> {
  if (files.kind === 'stills') {
    const [ED, ES] = await Promise.all([readPair(files.ED), readPair(files.ES)]);
    for (const [pair, { image }] of [
      [ED, files.ED],
      [ES, files.ES],
    ] as const) {
      if (pair.frames.length !== 1) {
        throw new Error(`${path.basename(image)} has ${pair.frames.length} frames instead of one.`);
      }
    }
    checkSameGrid(ED, ES, files);
    return {
      frames: [...ED.frames, ...ES.frames],
      masks: [...ED.masks, ...ES.masks],
      edFrame: 0,
      esFrame: 1,
      mmPerPixel: ED.mmPerPixel,
    };
  }
  const sequence = await readPair(files.sequence);
  return { ...sequence, ...marksOf(sequence.masks, marks, path.basename(files.sequence.image)) };
}

type Pair = Pick<LabelledFrames, 'frames' | 'masks' | 'mmPerPixel'>;

async function readPair({ image, mask }: CamusFiles): Promise<Pair> {
  const [imageName, maskName] = [image, mask].map((file) => path.basename(file));
  const [imageFile, maskFile] = await Promise.all([readNifti(image), readNifti(mask)]);
  if (sizeOf(imageFile) !== sizeOf(maskFile)) {
    throw new Error(
      `${maskName} has ${sizeOf(maskFile)} pixels, and ${imageName} ${sizeOf(imageFile)}; mask and image must have the same size.`,
    );
  }
  const indices = Array.from({ length: imageFile.frameCount }, (_, index) => index);
  return {
    frames: indices.map((index) => niftiFrame(imageFile, index, imageName)),
    masks: indices.map((index) => maskOf(maskFile, index, maskName)),
    mmPerPixel: mmPerPixelOf(imageFile, imageName),
  };
}

function sizeOf({ columns, rows, frameCount }: NiftiImage): string {
  return [columns, rows, ...(frameCount > 1 ? [frameCount] : [])].join(' x ');
}

function maskOf(file: NiftiImage, index: number, name: string): StructureMask {
  const { rows: Rows, columns: Columns } = file;
  const place = file.frameCount > 1 ? `${name}, frame ${index + 1}` : name;
  try {
    const mask = { Rows, Columns, codes: toCodes(file.frame(index), Columns, maskLabels) };
    if (!mask.codes.includes(LV)) {
      throw new Error('it is empty: no pixel is LV cavity');
    }
    checkOrientation(mask, { LV, LA });
    return mask;
  } catch (error) {
    throw new Error(`${place} is no mask: ${(error as Error).message}.`, { cause: error });
  }
}

/** Sides of a pixel may differ by so much, which is rounding. */
const mostAnisotropy = 0.02;

/** Pixels of an echocardiogram are between these sizes, mm; others are a wrong unit. */
const [leastMm, mostMm] = [0.02, 5];

function mmPerPixelOf({ spacingMm }: NiftiImage, name: string): number | undefined {
  if (!spacingMm) {
    return undefined;
  }
  const { x, y } = spacingMm;
  if (Math.abs(x - y) > mostAnisotropy * x) {
    throw new Error(
      `${name} has pixels of ${x} x ${y} mm; resample it to square pixels, as the viewer shows it.`,
    );
  }
  return x >= leastMm && x <= mostMm ? (x + y) / 2 : undefined;
}

function checkSameGrid(
  { frames: [ed], mmPerPixel }: Pair,
  es: Pair,
  files: Extract<PatientFiles, { kind: 'stills' }>,
): void {
  const [frame] = es.frames;
  const names = `${path.basename(files.ED.image)} and ${path.basename(files.ES.image)}`;
  if (ed.Rows !== frame.Rows || ed.Columns !== frame.Columns) {
    throw new Error(
      `${names} differ in size (${ed.Columns} x ${ed.Rows} and ${frame.Columns} x ${frame.Rows} pixels).`,
    );
  }
  if (mmPerPixel !== es.mmPerPixel) {
    throw new Error(
      `${names} differ in the size of a pixel (${mmPerPixel} and ${es.mmPerPixel} mm).`,
    );
  }
}

function marksOf(
  masks: readonly StructureMask[],
  { ED, ES }: { readonly ED?: number; readonly ES?: number },
  name: string,
): Pick<LabelledFrames, 'edFrame' | 'esFrame'> {
  if (ED !== undefined && ES !== undefined) {
    if (Math.max(ED, ES) > masks.length) {
      throw new Error(
        `${name} has ${masks.length} frames, and the Info file puts end-diastole at ${ED} and end-systole at ${ES}.`,
      );
    }
    return { edFrame: ED - 1, esFrame: ES - 1 };
  }
  const last = masks.length - 1;
  if (last === 0) {
    throw new Error(
      `${name} has one frame; a half sequence leads from end-diastole to end-systole.`,
    );
  }
  const beginsInDiastole = areaOfCode(masks[0], LV) >= areaOfCode(masks[last], LV);
  return beginsInDiastole ? { edFrame: 0, esFrame: last } : { edFrame: last, esFrame: 0 };
}
