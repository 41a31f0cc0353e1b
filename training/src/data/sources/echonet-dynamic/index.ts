export { readFileList } from './file-list';
export { readAvi } from './read-avi';
