import type { Architecture } from '@echonet/models';

/** What computes for a contestant; one file of libraries/ each. */
export type LibraryName = 'engine' | 'tensor-network' | 'layers' | 'onnx-runtime';

/** Where it computes. */
export type DeviceName = 'wasm' | 'webgpu' | 'webgl';

/** One way to compute the network, measured beside the others. */
export interface Contestant {
  /** What --only takes. */
  readonly id: string;
  readonly title: string;
  /** Whose it is: this project's, TensorFlow.js as it comes, or ONNX Runtime Web. */
  readonly side: 'own' | 'stock' | 'onnx';
  readonly library: LibraryName;
  readonly device: DeviceName;
  /** Threads on the processor: as many as the library takes by itself, or one for each core. */
  readonly threads: 'default' | 'all';
  /** Images in one call; one row of the table each. */
  readonly batchSizes: readonly number[];
  /** Whether the library offers gradients at all. */
  readonly hasGradients: boolean;
}

/** What a library needs to start. */
export interface Job {
  readonly contestant: Contestant;
  readonly architecture: Architecture;
  /** Folder of model.json, weights.bin and model.onnx, ending in a slash. */
  readonly networkUrl: string;
}

/** How long the parts of a start took, in milliseconds. */
export interface StartReport {
  /** What runs: version, threads, adapter. */
  readonly description: string;
  /** From the first request for the library's code until it can compute. */
  readonly codeMs: number;
  /** Download of the network's weights. */
  readonly downloadMs: number;
  /** From weights to a network that is ready. */
  readonly createMs: number;
}

/** One call that was timed where it ran. */
export interface TimedCall {
  /** From numbers to numbers, uploads and readback included. */
  readonly ms: number;
  /** Logits [n, outputs], or the gradient. */
  readonly values: Float32Array;
}

/** A graphics device, or why there is none. */
export interface DeviceReport {
  /** Absent where there is none. */
  readonly name?: string;
  readonly isSoftware: boolean;
  /** Why there is none, where that is known. */
  readonly reason?: string;
}

/** Where contestants run: a page of the browser, or this process. */
export interface Arena {
  /** The graphics devices on offer. */
  devices(): Promise<Record<'webgpu' | 'webgl', DeviceReport>>;
  /** Starts a contestant, which stays until it is stopped. */
  start(job: Job): Promise<StartReport>;
  /** Logits of the first `batchSize` of the benchmark's images. */
  forward(id: string, batchSize: number): Promise<TimedCall>;
  /** Gradient of the first logit by the grey values of the first image. */
  gradient(id: string): Promise<TimedCall>;
  stop(id: string): Promise<void>;
  close(): Promise<void>;
}
