export { datasetOf, num, reportFile } from './data/sources/structured-report/report-fixture';
