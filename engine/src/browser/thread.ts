import { instantiateKernels } from '../kernels';
import type { ThreadStart } from '../threads';

/** A thread that helps the inference worker: it only ever waits and computes. */
self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const kernels = instantiateKernels(data.module, data.memory);
  self.postMessage('ready');
  kernels.serve(data.thread);
  self.close();
};
