export { findSiteMasks, type SiteMasks } from './find-site-masks';
export { filesOf, type MaskFiles } from './mask-files';
export { isSegmentation, referencedInstances } from './segmentation';
export { clipsWithReaderContours } from './reader-contours';
export { readSiteMasks } from './read-site-masks';
