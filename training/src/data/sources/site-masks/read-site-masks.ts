import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCine } from '@echonet/dicom/node';
import { structureNames } from '@echonet/phantom/structures';
import { readNifti } from '../nifti';
import { checkOrientation, toCodes, type StructureMask } from '../structure-mask';
import { checkFrame, checkSize, type ClipFrames } from './clip-frames';
import type { FrameMaskFile, MaskFiles } from './mask-files';
import { readPng } from './read-png';
import { readerContourMasks } from './reader-contours';
import { segmentationMasks } from './segmentation';

/** Codes 0 to 5 of a mask: those of `echonet segment --masks`. */
export const maskLabels = structureNames.slice(0, structureNames.indexOf('RA') + 1);

const [LV, LA] = [structureNames.indexOf('LV'), structureNames.indexOf('LA')];

/**
 * Reads the masks of a clip. Errors do not name the files, which may name the patient.
 *
 * @param isApical checks that the atrium lies below the ventricle
 * @returns by frame of the clip, from 0; frames without a structure in a file of all frames are
 *   absent
 * @throws Error with one sentence: which mask is wrong, and how
 */
export async function readSiteMasks(
  files: MaskFiles,
  clip: ClipFrames,
  isApical: boolean,
): Promise<Map<number, StructureMask>> {
  const values = await readValues(files, clip);
  if (values.size === 0) {
    throw new Error(`Its ${files.kind} masks are empty or belong to another clip.`);
  }
  const { Rows, Columns } = clip;
  return new Map(
    [...values].map(([frame, { data, marked }]) => {
      try {
        const codes = toCodes(data, Columns, maskLabels);
        const mask = { Rows, Columns, codes, ...(marked && { marked }) };
        if (mask.codes.every((code) => code === 0)) {
          throw new Error('it is empty');
        }
        if (isApical) {
          checkOrientation(mask, { LV, LA });
        }
        return [frame, mask];
      } catch (error) {
        const { message } = error as Error;
        throw new Error(`Its mask of frame ${frame} is wrong: ${message}.`, { cause: error });
      }
    }),
  );
}

interface FrameValues {
  readonly data: ArrayLike<number>;
  readonly marked?: readonly string[];
}

async function readValues(
  files: MaskFiles,
  clip: ClipFrames,
): Promise<ReadonlyMap<number, FrameValues>> {
  switch (files.kind) {
    case 'NIfTI':
      return ofAllStructures(await sequenceValues(files.file, clip));
    case 'frames':
      return ofAllStructures(
        await Promise.all(
          files.frames.map(async (each) => [each.frame, await frameValues(each, clip)] as const),
        ),
      );
    case 'DICOM SEG': {
      const { instance } = await readCine(await readFile(files.file));
      return ofAllStructures(segmentationMasks(instance, clip, 'Its DICOM SEG'));
    }
    case 'reader contours': {
      const { instance } = await readCine(await readFile(files.file));
      return readerContourMasks(instance, clip, 'A contour in its report');
    }
  }
}

/** Of a file that marks in each frame whatever it marks. */
function ofAllStructures(
  frames: Iterable<readonly [number, ArrayLike<number>]>,
): Map<number, FrameValues> {
  return new Map([...frames].map(([frame, data]) => [frame, { data }]));
}

/** The frames of a NIfTI file of all frames that show a structure. */
async function sequenceValues(
  file: string,
  clip: ClipFrames,
): Promise<Map<number, ArrayLike<number>>> {
  const name = `Its mask (${suffixOf(file)})`;
  const nifti = await readNifti(file, name);
  checkSize(name, { Rows: nifti.rows, Columns: nifti.columns }, clip);
  if (nifti.frameCount !== clip.NumberOfFrames) {
    throw new Error(
      `${name} has ${nifti.frameCount} frames, and the clip ${clip.NumberOfFrames}; the mask of one frame is named with its number, as in clip_12.nii.gz.`,
    );
  }
  const frames = Array.from({ length: nifti.frameCount }, (_, index) => nifti.frame(index));
  return new Map([...frames.entries()].filter(([, values]) => values.some((value) => value !== 0)));
}

async function frameValues(
  { frame, file }: FrameMaskFile,
  clip: ClipFrames,
): Promise<ArrayLike<number>> {
  const name = `Its mask of frame ${frame} (${suffixOf(file)})`;
  checkFrame(name, frame, clip);
  if (suffixOf(file) === '.png') {
    return readPng(file, name, clip);
  }
  const nifti = await readNifti(file, name);
  checkSize(name, { Rows: nifti.rows, Columns: nifti.columns }, clip);
  if (nifti.frameCount !== 1) {
    throw new Error(`${name} has ${nifti.frameCount} frames instead of one.`);
  }
  return nifti.frame(0);
}

function suffixOf(file: string): string {
  return path.extname(file.replace(/\.gz$/i, '')).toLowerCase();
}
