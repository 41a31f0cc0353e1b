export { drawExamination, drawView } from './draw-view';
export { simulateView } from './simulate-view';
export type { ViewClip } from './view-clip';
