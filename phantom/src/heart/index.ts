export { beatClock } from './beat-clock';
export { heartScene } from './heart-scene';
export { heartViews, scanPlane, type HeartView } from './scan-plane';
