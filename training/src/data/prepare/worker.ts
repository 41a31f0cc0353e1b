// The functions that the pool's processes run, by name.
export { prepareOrigin } from './prepare-origin';
export { scanFile } from './scan-file';
