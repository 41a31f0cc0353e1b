export type { NiftiImage } from './parse-nifti';
export { readNifti } from './read-nifti';
