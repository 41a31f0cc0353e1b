export { drawExamination, drawView } from './draw-view';
export { simulateView, type ViewClip } from './simulate-view';
