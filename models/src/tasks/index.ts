export { viewTaskIds } from '../model/view-task-ids';
export { heartTaskIds, systemicTaskIds, taskDefinition, taskDefinitions } from './catalogue';
export {
  taskGroups,
  type AnatomicalEvidence,
  type NormalLimits,
  type PublishedResult,
  type TaskDefinition,
  type TaskGroup,
} from './task-definition';
export { unitFactor } from './unit-factor';
export { viewClassOf, viewLabels, type ViewClass } from './view-class';
