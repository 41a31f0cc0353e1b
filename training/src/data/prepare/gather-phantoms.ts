import {
  phantomLabels,
  drawPatient,
  clipsOfPatient,
  type PhantomCohort,
  clipManufacturer,
  machineFrameTimeMs,
  type PhantomClip,
  phantomPatientId,
} from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import type { ImageContract } from '../prepared/images';
import type { Candidate, Gathered } from './candidate';

/** How clips are to be sampled. */
export type PhantomSampling = Pick<ImageContract, 'frameIntervalMs' | 'frameCount'>;

/**
 * The clips of a cohort that is simulated during preparation, each at the frame rate of its machine, from
 * which the wanted frames are sampled as from a real clip: persistence averages neighbouring frames.
 *
 * @param cohort its frame time and frame count are replaced
 */
export function gatherPhantoms(cohort: PhantomCohort, sampling: PhantomSampling): Gathered {
  const { patients, seed, leadShare, varied } = cohort;
  const candidates = Array.from({ length: patients }, (_, index) => {
    const labels = phantomLabels(drawPatient(seed, index, { leadShare, varied }));
    const patientId = phantomPatientId(seed, index);
    return clipsOfPatient(cohort, index).map((clip): Candidate => ({
      name: `${patientId}-${clip.view}-${clip.take + 1}`,
      origin: { format: 'phantom', clip: { ...clip, format: formatAtOwnRate(clip, sampling) } },
      patientId,
      view: clip.view,
      manufacturer: clipManufacturer(clip),
      labels,
    }));
  });
  return {
    source: 'phantoms',
    labelledStructures: structureNames.slice(1),
    candidates: candidates.flat(),
    dropped: [],
    problems: [],
    publicSalt: 'simulated patients',
  };
}

/** At least two frames: one would be a still. */
function formatAtOwnRate(
  clip: PhantomClip,
  { frameIntervalMs, frameCount }: PhantomSampling,
): PhantomClip['format'] {
  const frameTimeMs = Number(machineFrameTimeMs(clip).toFixed(3));
  const lastMs = (frameCount - 1) * frameIntervalMs;
  return {
    ...clip.format,
    frameTimeMs,
    frameCount: Math.max(2, 1 + Math.ceil(lastMs / frameTimeMs)),
  };
}
