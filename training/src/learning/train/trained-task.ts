import type { Task } from '@echonet/models';
import type { TaskDefinition } from '@echonet/models/tasks';

/** Part of a task definition that is recorded in run.json. */
type LearnedTask = Pick<
  TaskDefinition,
  'id' | 'name' | 'kind' | 'unit' | 'code' | 'mostFalsePositives'
>;

/** A task with its output of the network and, for a regression, the statistics of its labels. */
export type TrainedTask = LearnedTask &
  Pick<Task, 'outputIndex' | 'range' | 'pixelExponent' | 'labelMean' | 'labelStd'> & {
    /** Training patients with a label to learn from; absent in runs of earlier versions. */
    readonly trainingPatients?: number;
    /** Of the training labels of a regression, in `unit`; labelMean in runs of earlier versions. */
    readonly trainingMean?: number;
    /** Weights of the labels 0 and 1 in the loss; 1 unless given. */
    readonly classWeights?: readonly [negative: number, positive: number];
  };
