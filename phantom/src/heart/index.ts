export { beatClock } from './beat-clock';
export { heartScene } from './heart-scene';
export { heartViews, scanPlane, type HeartView, type ScanPlane } from './scan-plane';
export { varyPlane } from './vary-plane';
