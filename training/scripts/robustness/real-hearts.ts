import type { Model, SegmentationModel } from '@echonet/models';
import { locateSector } from '@echonet/models/image';
import type { CamusPair } from '../camus/pairs';
import { fanOfSector } from '../camus/fan-of-sector';
import type { ShiftedClip, ShiftOutcome } from './error-table';
import { imageShifts } from './image-shifts';
import { gateClip, outlinedValues, predictedValues } from './open-models';

export interface RealModels {
  readonly gate: Model;
  readonly volumes: Model;
  readonly outlines: SegmentationModel;
}

/** Reads the end-diastolic and end-systolic images of real hearts under every shift of images. */
export async function shiftRealHearts(
  models: RealModels,
  patients: AsyncIterable<CamusPair>,
  onPatient: (patient: string) => void,
): Promise<ShiftOutcome[]> {
  const outcomes = imageShifts.map(({ name }) => ({ shift: name, clips: [] as ShiftedClip[] }));
  for await (const pair of patients) {
    const fan = fanOfSector(locateSector(pair.frames, []));
    for (const [index, { change }] of imageShifts.entries()) {
      const images = await change({ ...pair, fan }, pair.patient);
      const frames = [images.frames[0], images.frames[1]] as const;
      const gated = await gateClip(models.gate, frames, [], models.outlines);
      const read = gated
        ? {
            [models.volumes.manifest.id]: await predictedValues(
              models.volumes,
              frames,
              gated.sector,
              images,
            ),
            [models.outlines.manifest.id]: await outlinedValues(
              models.outlines,
              frames,
              gated.sector,
              images.mmPerPixel,
            ),
          }
        : {};
      outcomes[index].clips.push({
        clip: pair.patient,
        accepted: gated?.accepted === true,
        truth: pair.truth,
        read,
      });
    }
    onPatient(pair.patient);
  }
  return outcomes;
}
