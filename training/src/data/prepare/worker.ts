// What the processes of the pool run, by name.
export { prepareOrigin } from './prepare-origin';
export { scanFile } from './scan-file';
