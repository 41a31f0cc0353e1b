import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readClipHeader, type ClipHeader } from '@echonet/models';
import { readCine } from '@echonet/training/src/dicom';
import { encodeCine } from '@echonet/training/src/dicom/write-cine';
import { phantomAttributes } from '@echonet/training/src/phantom/dicom-attributes';
import { drawPatient } from '@echonet/training/src/phantom/patient';
import { renderClip, type CineFormat } from '@echonet/training/src/phantom/render-clip';
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

/** A simulated A4C cine of a second. */
export async function phantomClip(seed: number, hasLead = false): Promise<StoredClip> {
  const patient = drawPatient(seed, 0, hasLead ? 1 : 0);
  const format: CineFormat = { Rows: 240, Columns: 320, frameCount: 20, frameTimeMs: 50 };
  const clip = renderClip(seed, patient, format);
  const file = await encodeCine({
    ...clip,
    Rows: format.Rows,
    Columns: format.Columns,
    transferSyntax: 'jpeg-baseline',
    attributes: phantomAttributes(
      patient,
      {
        seed,
        studyDescription: 'Simulated echocardiogram',
        seriesDescription: 'A4C simulated',
        seriesNumber: 1,
      },
      clip,
      format,
    ),
  });
  return describeClip(file, 'phantom');
}

/** The real apical four-chamber cine, or a phantom where the samples are missing. */
export async function a4cClip(): Promise<StoredClip> {
  return (await sampleClip('a4c/sonosite_a4c_ybr422_jpegbaseline.dcm')) ?? phantomClip(11);
}

/** The same JPEG clip with the Huffman tables of one frame (0-based) overwritten. */
export function withCorruptFrame(clip: StoredClip, frameIndex: number): StoredClip {
  const file = Buffer.from(clip.file);
  const [startOfImage, huffmanTable] = [Buffer.from('ffd8ff', 'hex'), Buffer.from('ffc4', 'hex')];
  let start = -1;
  for (let frame = 0; frame <= frameIndex; frame += 1) {
    start = file.indexOf(startOfImage, start + 1);
  }
  const table = file.indexOf(huffmanTable, start);
  file.fill(0xff, table + 4, table + 40);
  return { ...clip, file };
}
