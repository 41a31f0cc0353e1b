// A thread does not inherit tsx from the process, and `--import tsx` does nothing in one.
import { register } from 'tsx/esm/api';

register();
const { readStructureBatch } = await import('./read-structure-batch.ts');
export default ({ draws, contract }) => readStructureBatch(draws, contract);
