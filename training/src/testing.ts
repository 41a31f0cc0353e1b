export { datasetOf, reportFile } from './data/sources/structured-report/report-fixture';
