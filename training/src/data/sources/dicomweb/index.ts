export {
  authorizationVariable,
  openArchive,
  type Archive,
  type ArchiveAccess,
  type JsonDataset,
} from './archive';
export { downloadStudies } from './download-studies';
export {
  findInstances,
  findStudies,
  instancePath,
  type ListedInstance,
  type ListedStudy,
} from './find-instances';
export { isDiskError } from './receive-instance';
export { RequestFailure } from './request-failure';
export { InvalidAnswer, uid, value } from './result-values';
export { searchAll } from './search-all';
