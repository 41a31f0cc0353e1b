export { drawExamination, drawView } from './draw-view';
export { simulateView, type ViewClip } from './view-clip';
