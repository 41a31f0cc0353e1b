import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { encodeCine } from '@echonet/dicom/node';
import {
  createTensorNetwork,
  loadModel,
  loadSegmentationModel,
  modelHash,
  type AnyManifest,
  type Model,
} from '@echonet/models';
import {
  modelFiles,
  readerOf,
  segmentationModelFiles,
  viewClassifierFiles,
} from '@echonet/models/testing';
import { simulateCine } from '@echonet/phantom';
import { folderStore } from './clip/clip-store';
import { ClipFile } from './decoder/clip-file';
import type { ModelName, NamedModel, ReadingModels } from './models/open-models';
import { readerFrom, type OpenedReader } from './open-reader';

export interface ClipFixture {
  readonly seed?: number;
  readonly frameCount?: number;
  readonly transferSyntax?: 'jpeg-baseline' | 'explicit-little-endian';
  /** Naturalised attributes that replace those of a plain B-mode cine. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A small simulated A4C cine as a Part 10 file. */
export async function clipFile({
  seed = 1,
  frameCount = 6,
  transferSyntax = 'explicit-little-endian',
  more = {},
}: ClipFixture = {}): Promise<Uint8Array> {
  const format = { Rows: 96, Columns: 128, frameCount, frameTimeMs: 100 };
  const clip = simulateCine({ seed, index: 0, leadShare: 0, view: 'A4C', take: 0, format });
  return encodeCine({
    ...format,
    frames: clip.frames,
    samplesPerPixel: clip.samplesPerPixel,
    transferSyntax,
    attributes: { ...clip.attributes, ...more },
  });
}

/** The same JPEG file with the Huffman tables of one frame (0-based) overwritten. */
export function withDamagedFrame(file: Uint8Array, frameIndex: number): Buffer {
  const content = Buffer.from(file);
  let start = -1;
  for (let frame = 0; frame <= frameIndex; frame++) {
    start = content.indexOf('ffd8ff', start + 1, 'hex');
  }
  const table = content.indexOf('ffc4', start, 'hex');
  return content.fill(0xff, table + 4, table + 40);
}

export interface FixtureModels extends ReadingModels {
  readonly models: readonly NamedModel<Model>[];
  readonly viewClassifier: NamedModel<Model>;
}

/**
 * Small networks with random weights on plain JavaScript.
 *
 * @param viewClass index of the class that every clip is of: 0 is A4C
 * @param outlines whether the outlines say that they were learned from simulated patients
 */
export async function readingModels(
  viewClass = 0,
  outlines: { readonly simulated: boolean } = { simulated: true },
): Promise<FixtureModels> {
  await tf.setBackend('cpu');
  const options = { createNetwork: createTensorNetwork };
  const [view, reader, contours] = await Promise.all([
    loadModel(readerOf(viewClassifierFiles(viewClass)), options),
    loadModel(readerOf(modelFiles()), options),
    loadSegmentationModel(readerOf(segmentationModelFiles(undefined, outlines)), options),
  ]);
  return {
    viewClassifier: { model: view, name: nameOf(view.manifest) },
    models: [{ model: reader, name: nameOf(reader.manifest) }],
    segmentation: { model: contours, name: nameOf(contours.manifest) },
    dispose: () => [view, reader, contours].forEach((model) => model.dispose()),
  };
}

function nameOf(manifest: AnyManifest): ModelName {
  const { id, version, name, provenance } = manifest;
  const { simulated, data, patients } = provenance;
  return { id, version, name, simulated, data, patients, sha256: modelHash(manifest) };
}

/** A reader of these models that decodes in this process. @param state folder of its readings */
export async function readerWithFixtures(state: string): Promise<OpenedReader> {
  const models = await readingModels();
  const store = folderStore(state, { models, anyView: false });
  const parts = { decoder: new ClipFile(), models, anyView: false, store };
  return readerFrom(parts, 'plain JavaScript', () => models.dispose());
}
