export { downloadStudies } from './download-studies';
