export { concealableTasks, taskStructures } from './task-structures';
export type { TaskStructure } from './task-structures';
export { heartTaskIds, taskDefinitions } from './tasks';
export type { TaskDefinition } from './tasks';
export { viewClassOf, viewLabels } from './view-class';
export type { ViewClass } from './view-class';
