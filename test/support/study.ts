import { readFile } from 'node:fs/promises';
import path from 'node:path';
import dcmjs from 'dcmjs';
import { samplesDirectory } from './paths';

/** One Part 10 file and the identifiers by which the viewer finds it. */
export interface StoredClip {
  file: Uint8Array;
  StudyInstanceUID: string;
  SOPInstanceUID: string;
  /** Where the clip comes from, for test names and screenshots. */
  origin: 'real' | 'phantom';
}

/** Reads the identifiers of one Part 10 file. */
export function describeClip(file: Uint8Array, origin: StoredClip['origin']): StoredClip {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const { dict } = dcmjs.data.DicomMessage.readFile(buffer as ArrayBuffer);
  const dataset = dcmjs.data.DicomMetaDictionary.naturalizeDataset(dict);
  return {
    file,
    StudyInstanceUID: String(dataset.StudyInstanceUID),
    SOPInstanceUID: String(dataset.SOPInstanceUID),
    origin,
  };
}

/** The real SonoSite apical four-chamber cine, or undefined where the samples are missing. */
export async function realClip(): Promise<StoredClip | undefined> {
  if (!samplesDirectory) return undefined;
  const name = 'a4c/sonosite_a4c_ybr422_jpegbaseline.dcm';
  return describeClip(await readFile(path.join(samplesDirectory, name)), 'real');
}
