import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readClipHeader, type ClipHeader } from '@echonet/dicom';
import { encodeCine, readCine } from '@echonet/dicom/node';
import { simulateCine, type ClipPlace, type PhantomClip, type PhantomView } from '@echonet/phantom';
import { samplesDirectory } from './paths';

export interface StoredClip {
  /** Part 10. */
  readonly file: Uint8Array;
  readonly StudyInstanceUID: string;
  readonly header: ClipHeader;
}

/** @param file Part 10 */
export async function describeClip(file: Uint8Array): Promise<StoredClip> {
  const { instance } = await readCine(file);
  return {
    file,
    StudyInstanceUID: String(instance.StudyInstanceUID),
    header: readClipHeader(instance),
  };
}

/**
 * @param name path below the samples folder
 * @returns undefined on a machine without the samples
 */
export async function sampleClip(name: string): Promise<StoredClip | undefined> {
  if (!samplesDirectory) {
    return undefined;
  }
  return describeClip(await readFile(path.join(samplesDirectory, name)));
}

export interface PhantomClipOptions extends ClipPlace {
  readonly hasLead: boolean;
  readonly view: PhantomView;
  readonly take: number;
  readonly frameCount: number;
  /** Attributes by keyword that replace those of a plain B-mode cine. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** What is simulated: by default an A4C of 20 frames, 50 ms each. */
export function phantomOf(
  seed: number,
  { hasLead = false, view = 'A4C', take = 0, frameCount = 20 }: Partial<PhantomClipOptions> = {},
): PhantomClip {
  const format = { Rows: 240, Columns: 320, frameCount, frameTimeMs: 50 };
  return { seed, index: 0, leadShare: hasLead ? 1 : 0, view, take, format };
}

/** A simulated cine, see {@link phantomOf}, as a JPEG file. */
export async function phantomClip(
  seed: number,
  { more = {}, ...options }: Partial<PhantomClipOptions> = {},
): Promise<StoredClip> {
  const clip = phantomOf(seed, options);
  const { format } = clip;
  const { seriesNumber, seriesDescription } = options;
  const place = {
    ...(seriesNumber !== undefined && { seriesNumber }),
    ...(seriesDescription !== undefined && { seriesDescription }),
  };
  const { frames, samplesPerPixel, attributes } = simulateCine(clip, place);
  const file = await encodeCine({
    frames,
    samplesPerPixel,
    Rows: format.Rows,
    Columns: format.Columns,
    transferSyntax: 'jpeg-baseline',
    attributes: { ...attributes, ...more },
  });
  return describeClip(file);
}

export interface PhantomSeries
  extends
    Pick<PhantomClipOptions, 'seriesDescription' | 'frameCount'>,
    Partial<Pick<PhantomClipOptions, 'view' | 'more'>> {}

/** Simulated clips of one patient in one study, each in a series of its own, numbered from 1. */
export async function phantomStudy(seed: number, series: PhantomSeries[]): Promise<StoredClip[]> {
  return Promise.all(
    series.map((clip, i) => phantomClip(seed, { ...clip, seriesNumber: i + 1, take: i })),
  );
}

/** A real apical four-chamber cine, or a phantom on a machine without the samples. */
export async function a4cClip(): Promise<StoredClip> {
  return (await sampleClip('a4c/sonosite_a4c_ybr422_jpegbaseline.dcm')) ?? phantomClip(11);
}

/** The same clip as another instance: its SOP Instance UID ends in a number below 100. */
export function withOwnUID({ file, header, ...clip }: StoredClip, number: number): StoredClip {
  const old = header.SOPInstanceUID;
  const SOPInstanceUID = `${old.slice(0, -2)}${String(number).padStart(2, '0')}`;
  const changed = Buffer.from(file);
  for (let at = changed.indexOf(old); at >= 0; at = changed.indexOf(old, at + 1)) {
    changed.write(SOPInstanceUID, at, 'latin1');
  }
  return { ...clip, file: changed, header: { ...header, SOPInstanceUID } };
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

/** Offset of a JPEG frame (0-based) in a file: its SOI marker and the next. */
function startOfFrame(file: Buffer, frameIndex: number): number {
  let start = -1;
  for (let frame = 0; frame <= frameIndex; frame++) {
    start = file.indexOf('ffd8ff', start + 1, 'hex');
  }
  return start;
}
