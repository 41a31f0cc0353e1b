import type { Architecture, SegmentationInput, StructureName } from '@echonet/models';
import type { RunRecord } from '../../data/run-record';
import type { PatientSplit } from '../../data/split/split-file';
import type { DataSource } from '../data-source';
import type { RunFolder } from '../run-folder';
import type { StartWeights } from '../start-weights';
import type { LabelledStructures } from './read-structure-batch';

/** Settings of a segmentation run; the command's options. */
export interface SegmentationConfig {
  readonly sources: readonly DataSource[];
  /** Side of the network's images in pixels. */
  readonly inputSize: number;
  readonly levelChannels: readonly number[];
  readonly levelBlocks: readonly number[];
  /** Optimiser steps; the validation patients are measured after every hundred. */
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly flipProbability: number;
  /** Training patients of each folder at most, drawn by the seed; all unless given. */
  readonly patients?: number;
  /** Folder of a run or model with the initial weights. */
  readonly init?: string;
  /** Learning rate of the first layer as a share of the last one's, 0..1; 1 unless given. */
  readonly earlyRate?: number;
  readonly seed: number;
}

/** Content of run.json of a segmentation run. */
export interface SegmentationRun extends RunRecord {
  readonly kind: 'segmentation';
  readonly config: SegmentationConfig;
  readonly backend: string;
  /** Threads of the backend where the user set them. */
  readonly threads?: number;
  readonly architecture: Architecture;
  readonly input: SegmentationInput;
  /** The network's classes; the first is the background. */
  readonly structures: readonly StructureName[];
  /** In the order of the sources. */
  readonly sets: readonly SegmentationSet[];
  /** Of `init`. */
  readonly startWeights?: StartWeights;
}

/** What a run knows of one of its prepared folders. */
export interface SegmentationSet extends LabelledStructures {
  /** SHA-256 over the images and labels. */
  readonly fingerprint: string;
  readonly simulated: boolean;
  /** Kind of source, such as 'camus'. */
  readonly source: string;
  readonly licence?: string;
  readonly citation?: string;
  readonly split: PatientSplit;
}

/** Whether a run trains a segmentation. @throws {UserError} when run.json is missing or damaged */
export function isSegmentationRun(run: RunFolder): boolean {
  return run.readJson<{ readonly kind?: string }>('run.json').kind === 'segmentation';
}
