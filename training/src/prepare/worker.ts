// What the processes of the pool run, by name.
export { prepareFile } from './prepare-file';
export { scanFile } from './scan-file';
