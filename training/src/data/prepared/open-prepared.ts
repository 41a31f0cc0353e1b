import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { UserError } from '@echonet/command-line';
import { npyHeader } from '@echonet/phantom/npy';
import type { SplitSet } from '../split/split-set';
import { parseClipsTable } from './clips-table';
import { clipsFileName, indexFileName, preparedIndex, type PreparedIndex } from './format';
import type { FrameFacts, StoredImages } from './images';

export interface CohortClip extends Omit<FrameFacts, 'labelledFrames' | 'frameStructures'> {
  readonly patientId: string;
  readonly clipId: string;
  readonly view: string;
  readonly split?: SplitSet;
  readonly manufacturer?: string;
  /** In the words of the source, e.g. Good, Medium or Poor. */
  readonly imageQuality?: string;
  /** Indices of the frames whose structures are known: those that readStructures reads. */
  readonly labelledFrames: readonly number[];
  /** By task id; unknown labels are absent. */
  readonly labels: Readonly<Record<string, number>>;
  readonly images: StoredImages;
}

export interface Cohort {
  readonly index: PreparedIndex;
  readonly clips: readonly CohortClip[];
  /** Names of the structures that masks mark wherever they are seen; empty without masks. */
  readonly labelledStructures: readonly string[];
  /** SHA-256 of images and labels. */
  readonly fingerprint: string;
}

/**
 * Opens a folder written by `echonet prepare`. Tables are checked by hash, images by length.
 * @throws {UserError} when it is missing, changed or truncated
 */
export function openPrepared(directory: string): Cohort {
  const index = readIndex(directory);
  const { size, channels } = index.input;
  const text = readText(path.join(directory, clipsFileName));
  if (sha256(text) !== index.clipsSha256) {
    throw new UserError(
      `${path.join(directory, clipsFileName)} was changed after it was prepared; prepare the data again with the labels that you want.`,
    );
  }
  const headers = index.shards.map(({ frames, masks, structures }) => ({
    frames: checkedLength(directory, frames.file, [frames.count, size, size, channels]),
    masks: checkedLength(directory, masks.file, [masks.count, size, size]),
    structures: structures
      ? checkedLength(directory, structures.file, [structures.count, size, size])
      : 0,
  }));
  const clips = parseClipsTable(text, path.join(directory, clipsFileName)).map((row) => {
    const { shard, firstFrame, frames, mask, frameStructures, ...clip } = row;
    const frameIndices = Array.from({ length: frames }, (_, index) => index);
    const entry = index.shards[shard];
    if (!entry || firstFrame + frames > entry.frames.count || mask >= entry.masks.count) {
      throw new UserError(
        `${directory} does not hold the images of clip ${row.clipId}; prepare the data again.`,
      );
    }
    return {
      ...clip,
      labelledFrames: entry.structures ? (row.labelledFrames ?? frameIndices) : [],
      images: {
        framesFile: path.join(directory, entry.frames.file),
        framesOffset: headers[shard].frames + firstFrame * size * size * channels,
        frameCount: frames,
        maskFile: path.join(directory, entry.masks.file),
        maskOffset: headers[shard].masks + mask * size * size,
        ...(entry.structures && {
          structuresFile: path.join(directory, entry.structures.file),
          structuresOffset: headers[shard].structures + firstFrame * size * size,
          ...(row.labelledFrames && { labelledFrames: row.labelledFrames }),
          ...(frameStructures && { frameStructures }),
        }),
      },
    };
  });
  const hashes = index.shards.flatMap(({ frames, masks, structures }) =>
    [frames, masks, structures].flatMap((file) => file?.sha256 ?? []),
  );
  const names = index.structures?.filter((_, code) => code > 0) ?? [];
  const labelledStructures = index.labelledStructures ?? names;
  const fingerprint = sha256([index.clipsSha256, ...hashes].join('\n'));
  return { index, clips, labelledStructures, fingerprint };
}

function readIndex(directory: string): PreparedIndex {
  const file = path.join(directory, indexFileName);
  if (!existsSync(file)) {
    const remedy = existsSync(directory)
      ? `clips in it are prepared into another folder: echonet prepare --dicom ${directory} --out …`
      : `write it with: echonet prepare --out ${directory}`;
    throw new UserError(`${directory} holds no prepared data (no ${indexFileName}); ${remedy}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(readText(file));
  } catch {
    throw new UserError(`${file} is damaged; prepare the data again.`);
  }
  const parsed = v.safeParse(preparedIndex, json);
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  throw new UserError(
    `${file} is not of a kind that this version reads (${v.getDotPath(issue) ?? ''}: ${issue.message}); prepare the data again.`,
  );
}

/** Header length of an array file, after its total length was checked. */
function checkedLength(directory: string, name: string, shape: readonly number[]): number {
  const file = path.join(directory, name);
  const header = npyHeader(shape).length;
  const expected = header + shape.reduce((product, size) => product * size, 1);
  const actual = existsSync(file) ? statSync(file).size : 0;
  if (actual !== expected) {
    throw new UserError(
      `${file} has ${actual} bytes instead of ${expected}; copy it again or prepare the data again.`,
    );
  }
  return header;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`${file} cannot be read; prepare the data again.`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
