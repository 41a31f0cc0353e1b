import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UserError } from '@echonet/command-line';
import { NoImageRefusal } from '@echonet/dicom';
import { ClipRefusal } from '@echonet/models/image';
import { clipCells, contactSheet, mostCellsOfSheet } from './contact-sheet';
import { fileReport } from './file-report';
import type { InputFile } from './find-inputs';
import { segmentFile, type SegmentedFile, type SegmentFileSettings } from './segment-file';

export interface SegmentFilesSettings extends SegmentFileSettings {
  readonly files: readonly InputFile[];
  /** An empty folder. */
  readonly out: string;
  /** PNG of frames of the first clips with contours drawn. */
  readonly contactSheet?: string;
  readonly onFile: (done: number, segmented?: { file: InputFile; clip: SegmentedFile }) => void;
}

/** A file that could not be segmented. */
export interface SegmentationFailure {
  readonly name: string;
  /** A full sentence. */
  readonly reason: string;
}

/** Files of which nothing was written. */
export interface NotSegmented {
  readonly failures: readonly SegmentationFailure[];
  /** Reports and the like, which lie beside the images of a study: their names. */
  readonly withoutImage: readonly string[];
}

/**
 * Segments files and writes a JSON for each, and a mask for each frame where they are asked for.
 *
 * @returns the files that were not segmented
 * @throws {UserError} when a result cannot be written
 */
export async function segmentFiles(settings: SegmentFilesSettings): Promise<NotSegmented> {
  const { model, files, out, onFile } = settings;
  const failures: SegmentationFailure[] = [];
  const withoutImage: string[] = [];
  const sheet: Buffer[][] = [];
  for (const [index, input] of files.entries()) {
    let clip;
    try {
      clip = await segmentFile(input.file, settings);
      if (settings.contactSheet && sheet.flat().length < mostCellsOfSheet) {
        sheet.push(await clipCells(input.stem, clip));
      }
    } catch (error) {
      if (error instanceof Error && error.cause instanceof NoImageRefusal) {
        withoutImage.push(input.name);
      } else {
        const reason = error instanceof ClipRefusal ? error.reason : messageOf(error);
        failures.push({ name: input.name, reason });
      }
      onFile(index + 1);
      continue;
    }
    await write(path.join(out, `${input.stem}.json`), fileReport(input.name, clip, model.manifest));
    for (const [frame, mask] of clip.masks.entries()) {
      await write(path.join(out, `${input.stem}_${frame}.png`), mask);
    }
    onFile(index + 1, { file: input, clip });
  }
  if (settings.contactSheet && sheet.length > 0) {
    await write(settings.contactSheet, await contactSheet(sheet));
  }
  return { failures, withoutImage };
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  } catch (cause) {
    throw new UserError(`${file} cannot be written: ${messageOf(cause)}.`, { cause });
  }
}
