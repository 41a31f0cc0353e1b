import {
  asCine,
  drawPatient,
  phantomImageSize,
  phantomLabels,
  simulateCine,
  type PhantomClip,
} from '@echonet/phantom';
import type { Model } from '@echonet/models';
import type { FramePixels } from '@echonet/models/image';
import { sampleFrames } from '@echonet/models/sampling';
import { movingImageOf } from '../../src/data/prepare/prepare-clip';
import type { ShiftedClip, ShiftOutcome } from './error-table';
import { gateClip, predictedValues } from './open-models';
import { scannerShifts, type ScannerShift } from './scanner-shifts';

export interface SimulatedModels {
  readonly gate: Model;
  readonly predictions: Model;
}

export interface SimulatedCohort {
  readonly seed: number;
  readonly patients: number;
}

/** Reads clips of simulated patients under every shift of probe and machine. */
export async function shiftSimulatedHearts(
  models: SimulatedModels,
  { seed, patients }: SimulatedCohort,
  onPatient: (index: number) => void,
): Promise<ShiftOutcome[]> {
  const { frameCount, frameIntervalMs } = models.predictions.manifest.input;
  const format = { ...phantomImageSize, frameCount, frameTimeMs: frameIntervalMs };
  const outcomes = scannerShifts.map(({ name }) => ({ shift: name, clips: [] as ShiftedClip[] }));
  for (let index = 0; index < patients; index++) {
    const clip: PhantomClip = { seed, index, leadShare: 0, view: 'A4C', take: 0, format };
    const truth = phantomLabels(drawPatient(seed, index, { leadShare: 0 }));
    for (const [at, shift] of scannerShifts.entries()) {
      outcomes[at].clips.push({
        clip: String(index),
        truth,
        ...(await readShifted(models, clip, shift)),
      });
    }
    onPatient(index);
  }
  return outcomes;
}

async function readShifted(
  { gate, predictions }: SimulatedModels,
  clip: PhantomClip,
  { change }: ScannerShift,
): Promise<Pick<ShiftedClip, 'accepted' | 'read'>> {
  const moving = movingImageOf(asCine(simulateCine(clip, {}, change), clip.format));
  const all: FramePixels[] = [];
  for (let frame = 0; frame < clip.format.frameCount; frame++) {
    all.push(await moving.frame(frame));
  }
  const sampled = sampleFrames(moving.times!, gate.manifest.input);
  const gated = await gateClip(
    gate,
    sampled.frameIndices.map((frame) => all[frame]),
    moving.regions,
  );
  if (!gated) {
    return { accepted: false, read: {} };
  }
  const { id } = predictions.manifest;
  return {
    accepted: gated.accepted,
    read: {
      [id]: await predictedValues(predictions, all, gated.sector, {
        timesMs: moving.times!.timesMs,
        mmPerPixel: moving.mmPerPixelOf?.(gated.sector),
      }),
    },
  };
}
