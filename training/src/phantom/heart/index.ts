export { beatClock } from './beat-clock';
export { heartScene } from './heart-scene';
export { scanPlane, type HeartView } from './scan-plane';
