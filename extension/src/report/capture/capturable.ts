import type { Task } from '@echonet/models';
import type { Clip } from '../../clips/clip';
import { activeClip } from '../../clips/state';
import type { FrameSaliency } from '../../saliency/saliency-map-store';
import { saliencyTaskId } from '../../saliency/state';
import type { SessionState } from '../../session/state';

export interface Capturable {
  readonly clip: Clip;
  readonly task: Task;
  readonly frameIndices: readonly number[];
  readonly saliencyOf: (frameIndex: number) => FrameSaliency | undefined;
}

/** Map, for the selected task, of the sampled frame that a frame on the screen stands for. */
export type SaliencyForFrame = (
  SOPInstanceUID: string,
  frameIndex: number,
) => FrameSaliency | undefined;

/** The active clip if the maps of all its frames are computed. */
export function capturableClip(
  state: SessionState,
  saliencyForFrame: SaliencyForFrame,
): Capturable | undefined {
  const clip = activeClip(state);
  const result = clip && state.results.get(clip.SOPInstanceUID);
  const taskId = saliencyTaskId(state);
  if (!clip || !result || state.model.phase !== 'ready') {
    return undefined;
  }
  const task = state.model.manifest.tasks.find(({ id }) => id === taskId);
  const saliencyOf = (frameIndex: number) => {
    const map = saliencyForFrame(clip.SOPInstanceUID, frameIndex);
    return map?.frameIndex === frameIndex ? map : undefined;
  };
  const { frameIndices } = result;
  return task && frameIndices.every(saliencyOf)
    ? { clip, task, frameIndices, saliencyOf }
    : undefined;
}
