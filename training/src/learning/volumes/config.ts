import type { Architecture, FrameVolume, InputContract, StructureName } from '@echonet/models';
import type { RunRecord } from '../../data/run-record';
import type { SegmentationConfig, SegmentationSet } from '../segmentation/config';
import type { RunFolder } from '../run-folder';
import type { StartWeights } from '../start-weights';

/** Settings of a run that learns the volume of the chambers in each frame; the command's options. */
export interface VolumeConfig extends SegmentationConfig {
  readonly hiddenUnits: number;
  /** Weight of the structures' loss beside that of the volumes; 0: no decoder. */
  readonly structureWeight: number;
  /** Whether the volumes are read from the decoder's maps of the structures as well. */
  readonly readStructures: boolean;
  /** How clips are to be sampled. */
  readonly frameIntervalMs: number;
  readonly frameCount: number;
}

/** One output of the network: the logarithm of a chamber's volume in cubic pixels, standardised. */
export interface VolumeOutput {
  readonly chamber: FrameVolume['chamber'];
  /** Of the logarithms of the training frames. */
  readonly mean: number;
  readonly std: number;
}

/** Content of run.json. */
export interface VolumeRun extends RunRecord {
  readonly kind: 'volumes';
  readonly config: VolumeConfig;
  readonly backend: string;
  /** Threads of the backend where the user set them. */
  readonly threads?: number;
  readonly architecture: Extract<Architecture, { readonly name: 'residual-encoder' }>;
  readonly input: InputContract;
  readonly outputs: readonly VolumeOutput[];
  /** Classes of the decoder; the first is the background. */
  readonly structures: readonly StructureName[];
  /** With `init`. */
  readonly startWeights?: StartWeights;
  /** In the order of the sources. */
  readonly sets: readonly SegmentationSet[];
}

/** @throws {UserError} when run.json is missing or damaged */
export function isVolumeRun(run: RunFolder): boolean {
  return run.readJson<{ readonly kind?: string }>('run.json').kind === 'volumes';
}
