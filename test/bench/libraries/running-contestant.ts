import type { Job, StartReport, TimedCall } from '../contestant';
import { benchImages } from '../images';
import { libraries } from './';
import type { LibraryFolders, ReadNetworkFile } from './library';

export interface RunningContestant {
  readonly report: StartReport;
  forward(batchSize: number): Promise<TimedCall>;
  gradient(): Promise<TimedCall>;
  dispose(): void;
}

/**
 * Starts a contestant in this thread and times the parts of the start.
 *
 * @param startedAt time of the request to start, on this thread's clock
 */
export async function startContestant(
  { contestant, architecture }: Job,
  folders: LibraryFolders,
  readFile: ReadNetworkFile,
  startedAt: number,
): Promise<RunningContestant> {
  const { start } = await libraries[contestant.library]();
  const library = await start(contestant, folders);
  const codeAt = performance.now();
  const files = await Promise.all(library.networkFiles.map(readFile));
  const downloadAt = performance.now();
  const network = await library.create(architecture, files);
  const createAt = performance.now();
  const images = benchImages(architecture, Math.max(...contestant.batchSizes));
  const imageLength = architecture.inputSize ** 2 * architecture.channels;
  return {
    report: {
      description: library.description,
      codeMs: codeAt - startedAt,
      downloadMs: downloadAt - codeAt,
      createMs: createAt - downloadAt,
    },
    async forward(batchSize) {
      const batch = images.subarray(0, batchSize * imageLength);
      const { ms, values } = await timed(() => network.forward(batch, batchSize));
      return { ms, values: network.inOrder?.(values, batchSize) ?? values };
    },
    gradient() {
      const { inputGradient } = network;
      if (!inputGradient) {
        throw new Error('the library has no gradients');
      }
      return timed(() => inputGradient(images.subarray(0, imageLength)));
    },
    dispose: () => network.dispose(),
  };
}

async function timed(compute: () => Promise<Float32Array>): Promise<TimedCall> {
  const start = performance.now();
  const values = await compute();
  return { ms: performance.now() - start, values };
}
