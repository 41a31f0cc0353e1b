import {
  readStructureBatch,
  type StructureBatch,
  type StructureContract,
  type StructureDraw,
} from '../segmentation/read-structure-batch';
import type { VolumeOutput } from './config';
import { changedVolume, type FrameLabel } from './frame-labels';

/** One frame to be read into a batch; structured-cloneable, for worker threads. */
export interface VolumeDraw extends StructureDraw {
  readonly label: FrameLabel;
}

export interface VolumeContract extends StructureContract {
  readonly outputs: readonly VolumeOutput[];
}

export interface VolumeBatch extends StructureBatch {
  /** Standardised logarithms of the volumes, 0 where unknown, [imageCount, outputs]. */
  readonly labels: Float32Array<ArrayBuffer>;
  /** 1 where the volume is known, [imageCount, outputs]. */
  readonly known: Float32Array<ArrayBuffer>;
}

/** Reads and augments the images of the draws; their volumes change with them. */
export async function readVolumeBatch(
  draws: readonly VolumeDraw[],
  contract: VolumeContract,
): Promise<VolumeBatch> {
  const { outputs } = contract;
  const batch = await readStructureBatch(draws, contract);
  const labels = new Float32Array(draws.length * outputs.length);
  const known = new Float32Array(draws.length * outputs.length);
  draws.forEach(({ label }, row) => {
    outputs.forEach(({ chamber, mean, std }, column) => {
      const own = label[chamber];
      if (own) {
        const logarithm = Math.log(changedVolume(own, batch.toSource[row]));
        labels[row * outputs.length + column] = (logarithm - mean) / std;
        known[row * outputs.length + column] = 1;
      }
    });
  });
  return { ...batch, labels, known };
}
