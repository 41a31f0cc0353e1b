export { beatClock, type BeatClock } from './beat-clock';
export { endSystole } from './cardiac-cycle';
export { heartScene } from './heart-scene';
export { heartViews, scanPlane, type HeartView, type ScanPlane } from './scan-plane';
