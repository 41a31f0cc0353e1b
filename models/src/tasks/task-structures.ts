/** What the answer to a task is seen on. */
export interface TaskStructure {
  /** As a reader calls it. */
  readonly name: string;
  /** Names of the prepared data's codes. */
  readonly structures: readonly string[];
  /** Pixels around it that belong to it still, as a share of the image's side. */
  readonly margin?: number;
}

const leftVentricle: TaskStructure = {
  name: 'left ventricle and its wall',
  structures: ['LV', 'LVWall'],
};
const leftAtrium: TaskStructure = { name: 'left atrium', structures: ['LA'] };

/** By task id; the other tasks are seen on no one structure. */
export const taskStructures: Readonly<Record<string, TaskStructure | undefined>> = {
  EF: leftVentricle,
  EDV: leftVentricle,
  ESV: leftVentricle,
  LVH: { name: 'wall of the left ventricle', structures: ['LVWall'] },
  LADilation: leftAtrium,
  LAVolume: leftAtrium,
  RADimension: { name: 'right atrium', structures: ['RA'] },
  // Its echo is wider than itself.
  lead: { name: 'lead', structures: ['lead'], margin: 0.015 },
};

/** Classes that are there by their structure alone, so that hiding it should undo them. */
export const concealableTasks: readonly string[] = ['lead'];
