import type { Architecture } from '@echonet/models';

/** Each is a file of libraries/. */
export type LibraryName = 'engine' | 'tensor-network' | 'layers' | 'onnx-runtime';

export type DeviceName = 'wasm' | 'webgpu' | 'webgl';

/** A library on a device, measured beside the others. */
export interface Contestant {
  /** As --only takes it. */
  readonly id: string;
  readonly title: string;
  /** This project's own, stock TensorFlow.js, or ONNX Runtime Web. */
  readonly group: 'own' | 'stock' | 'onnx';
  readonly library: LibraryName;
  readonly device: DeviceName;
  /** CPU threads: the library's default, or one for each core. */
  readonly threads: 'default' | 'all';
  /** Images in one call; each is a row of the table. */
  readonly batchSizes: readonly number[];
  readonly hasGradients: boolean;
}

export interface Job {
  readonly contestant: Contestant;
  readonly architecture: Architecture;
  /** URL of the folder of model.json, weights.bin and model.onnx, ending in a slash. */
  readonly networkUrl: string;
}

export interface StartReport {
  /** Version, threads, adapter. */
  readonly description: string;
  /** Milliseconds from the first request for the library's code until it can compute. */
  readonly codeMs: number;
  /** Download of the network's weights. */
  readonly downloadMs: number;
  /** From the weights to a network that can compute. */
  readonly createMs: number;
}

/** A call, timed in the thread that computes. */
export interface TimedCall {
  /** Includes upload and readback. */
  readonly ms: number;
  /** Logits [n, outputs] or [n, height, width, outputs], or the gradient [size, size, channels]. */
  readonly values: Float32Array;
}

export interface DeviceReport {
  /** Undefined where there is no device. */
  readonly name?: string;
  readonly isSoftware: boolean;
  /** Why there is no device, where that is known. */
  readonly reason?: string;
}

/** Runs contestants in a page of the browser or in this process. */
export interface Arena {
  devices(): Promise<Record<'webgpu' | 'webgl', DeviceReport>>;
  start(job: Job): Promise<StartReport>;
  /** Logits of the first `batchSize` images of the benchmark. */
  forward(id: string, batchSize: number): Promise<TimedCall>;
  /** Gradient of the first logit with respect to the grey values of the first image. */
  gradient(id: string): Promise<TimedCall>;
  stop(id: string): Promise<void>;
  close(): Promise<void>;
}
