// A thread does not inherit tsx from the process, and `--import tsx` does nothing in one.
import { register } from 'tsx/esm/api';

register();
const { readVolumeBatch } = await import('./read-volume-batch.ts');
export default ({ draws, contract }) => readVolumeBatch(draws, contract);
