export { findViewStills, type ViewStill } from './find-view-stills';
export { readStill } from './read-still';
