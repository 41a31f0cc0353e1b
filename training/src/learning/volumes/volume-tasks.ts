import { extent, mean } from 'd3-array';
import type { FrameVolume, Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { VolumeOutput } from './config';

/** What follows from the volumes of the frames, by task id. */
const frameVolumes: Readonly<Record<string, FrameVolume>> = {
  EF: { chamber: 'LV', clipValue: 'ejectionFraction' },
  EDV: { chamber: 'LV', clipValue: 'endDiastole' },
  ESV: { chamber: 'LV', clipValue: 'endSystole' },
  LAVolume: { chamber: 'LA', clipValue: 'endSystole' },
};

/** A task as the manifest has it, before it was evaluated. */
export type VolumeTask = Omit<Task, 'metrics'> & { readonly frameVolume: FrameVolume };

/** The clip values that the outputs give, for those of which training clips have different labels. */
export function volumeTasks(
  outputs: readonly VolumeOutput[],
  training: readonly Pick<CohortClip, 'labels'>[],
): VolumeTask[] {
  return Object.entries(frameVolumes).flatMap(([id, frameVolume]): VolumeTask[] => {
    const outputIndex = outputs.findIndex(({ chamber }) => chamber === frameVolume.chamber);
    const [low, high] = extent(training, ({ labels }) => labels[id]);
    if (outputIndex < 0 || low === undefined || low === high) {
      return [];
    }
    const { name, unit, code } = taskDefinition(id)!;
    const { mean: labelMean, std: labelStd } = outputs[outputIndex];
    const range: VolumeTask['range'] = [low, high];
    return [
      {
        ...{ id, name, kind: 'regression', unit, range, outputIndex, frameVolume },
        ...{ labelMean, labelStd, code },
      },
    ];
  });
}

/** Mean label of training clips; undefined without any. */
export function meanLabel(
  training: readonly Pick<CohortClip, 'labels'>[],
  id: string,
): number | undefined {
  return mean(training, ({ labels }) => labels[id]);
}
