export { normalStream, uniformNumbers, type RandomStream } from './numbers';
export { randomStream, shuffled } from './random-stream';
