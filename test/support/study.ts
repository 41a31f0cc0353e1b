import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ClipHeader, readClipHeader } from '@echonet/dicom';
import { encodeCine, readCine } from '@echonet/dicom/node';
import type { ClipPlace } from '@echonet/phantom';
import type { PhantomView } from '@echonet/phantom';
import { simulateCine } from '@echonet/phantom';
import { samplesDirectory } from './paths';

/** One Part 10 file and what the tests need to know of it. */
export interface StoredClip {
  readonly file: Uint8Array;
  readonly StudyInstanceUID: string;
  readonly header: ClipHeader;
  /** Where the clip comes from. */
  readonly origin: 'real' | 'phantom';
}

async function describeClip(file: Uint8Array, origin: StoredClip['origin']): Promise<StoredClip> {
  const { instance } = await readCine(file);
  return {
    file,
    StudyInstanceUID: String(instance.StudyInstanceUID),
    header: readClipHeader(instance),
    origin,
  };
}

/** One of the sample clips, by its path below the samples folder; undefined where there is none. */
export async function sampleClip(name: string): Promise<StoredClip | undefined> {
  if (!samplesDirectory) return undefined;
  return describeClip(await readFile(path.join(samplesDirectory, name)), 'real');
}

/** A simulated cine, A4C of a second unless told otherwise, as a JPEG file. */
export async function phantomClip(
  seed: number,
  {
    hasLead = false,
    view = 'A4C',
    take = 0,
    frameCount = 20,
    more = {},
    ...place
  }: Partial<PhantomClipOptions> = {},
): Promise<StoredClip> {
  const format = { Rows: 240, Columns: 320, frameCount, frameTimeMs: 50 };
  const clip = { seed, index: 0, leadShare: hasLead ? 1 : 0, view, take, format };
  const { frames, samplesPerPixel, attributes } = simulateCine(clip, place);
  const file = await encodeCine({
    ...{ frames, samplesPerPixel, Rows: format.Rows, Columns: format.Columns },
    transferSyntax: 'jpeg-baseline',
    attributes: { ...attributes, ...more },
  });
  return describeClip(file, 'phantom');
}

/** What {@link phantomClip} can be told. */
export interface PhantomClipOptions extends ClipPlace {
  readonly hasLead: boolean;
  readonly view: PhantomView;
  readonly take: number;
  readonly frameCount: number;
  /** Attributes that replace those of a plain B-mode cine. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** The real apical four-chamber cine, or a phantom where the samples are missing. */
export async function a4cClip(): Promise<StoredClip> {
  return (await sampleClip('a4c/sonosite_a4c_ybr422_jpegbaseline.dcm')) ?? phantomClip(11);
}

/** The same JPEG clip with the Huffman tables of one frame (0-based) overwritten. */
export function withCorruptFrame(clip: StoredClip, frameIndex: number): StoredClip {
  const file = Buffer.from(clip.file);
  const table = file.indexOf('ffc4', startOfFrame(file, frameIndex), 'hex');
  file.fill(0xff, table + 4, table + 40);
  return { ...clip, file };
}

/** The same JPEG clip with one frame (0-based) that claims 65500 x 65500 pixels. */
export function withImmenseFrame(clip: StoredClip, frameIndex: number): StoredClip {
  const file = Buffer.from(clip.file);
  file.set(
    [0xff, 0xdc, 0xff, 0xdc],
    file.indexOf('ffc0', startOfFrame(file, frameIndex), 'hex') + 5,
  );
  return { ...clip, file };
}

/** The same clip with Rows and Columns of 65535 in its header. */
export function withImmenseHeader(clip: StoredClip): StoredClip {
  const file = Buffer.from(clip.file);
  for (const element of ['2800100055530200', '2800110055530200']) {
    file.set([0xff, 0xff], file.indexOf(element, 0, 'hex') + 8);
  }
  return { ...clip, file };
}

/** Where a JPEG frame begins in a file. */
function startOfFrame(file: Buffer, frameIndex: number): number {
  let start = -1;
  for (let frame = 0; frame <= frameIndex; frame += 1) {
    start = file.indexOf('ffd8ff', start + 1, 'hex');
  }
  return start;
}
