export { writeCamusPatient } from './data/sources/camus/camus-fixture';
export { datasetOf, num, reportFile } from './data/sources/structured-report/report-fixture';
