export { niftiFrame } from './nifti-frame';
export type { NiftiImage } from './parse-nifti';
export { readNifti } from './read-nifti';
