// A thread does not inherit tsx from the process, and `--import tsx` does nothing in one.
import { register } from 'tsx/esm/api';

register();
const { readBatchInThread } = await import('./read-batch-in-thread.ts');
export default readBatchInThread;
