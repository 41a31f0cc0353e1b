/** How images look: for scripts that compare simulated with real ones. */
export type { HeartView } from '../heart';
export { appearanceOf, appearanceRows, type Appearance } from './appearance';
export { comparisonImage } from './comparison-image';
export { comparisonTable } from './comparison-table';
export { alongBeams, type EchoImage } from './echo-image';
export { phantomImage } from './phantom-images';
export type { ImageFan } from './polar-samples';
