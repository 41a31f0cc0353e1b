export { authorizationVariable, openArchive, type Archive } from './archive';
export { downloadStudies } from './download-studies';
export {
  findInstances,
  findStudies,
  instancePath,
  type ListedInstance,
  type ListedStudy,
} from './find-instances';
export { RequestFailure } from './request-failure';
export { uid, value } from './result-values';
export { searchAll } from './search-all';
