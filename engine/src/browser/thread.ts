import { instantiateKernels } from '../kernels';
import type { ThreadStart } from '../threads';

/** Helper thread of the inference worker: waits for runs and computes. */
self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const kernels = instantiateKernels(data.module, data.memory);
  self.postMessage('ready');
  kernels.serve(data.thread);
  self.close();
};
