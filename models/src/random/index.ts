export { uniformNumbers } from './number-arrays';
export { randomStream, shuffled } from './random-stream';
export type { RandomStream } from './random-stream';
