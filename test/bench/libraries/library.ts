import type { Architecture } from '@echonet/models';
import type { Contestant } from '../contestant';

export type NetworkFileName = 'weights.bin' | 'model.json' | 'model.onnx';

export type ReadNetworkFile = (fileName: NetworkFileName) => Promise<Uint8Array<ArrayBuffer>>;

/** URLs of the libraries' files, ending in a slash. */
export interface LibraryFolders {
  readonly engine: string;
  readonly tfjsWasm: string;
  readonly onnxRuntime: string;
}

export interface LibraryNetwork {
  /**
   * Logits of images [count, size, size, channels]: [count, outputs] or [count, height, width,
   * outputs], or in the library's own order, which `inOrder` undoes outside of the time measured.
   */
  forward(greyValues: Float32Array, count: number): Promise<Float32Array>;
  readonly inOrder?: (logits: Float32Array, count: number) => Float32Array;
  /** Gradient of the first logit with respect to the grey values of one image. */
  readonly inputGradient?: (greyValues: Float32Array) => Promise<Float32Array>;
  dispose(): void;
}

/** A library whose code is loaded and whose device is ready. */
export interface StartedLibrary {
  /** Version, threads, adapter. */
  readonly description: string;
  /** Files that `create` takes, in this order. */
  readonly networkFiles: readonly NetworkFileName[];
  create(
    architecture: Architecture,
    files: readonly Uint8Array<ArrayBuffer>[],
  ): Promise<LibraryNetwork>;
}

/** Loads a library and starts its device. */
export type StartLibrary = (
  contestant: Contestant,
  folders: LibraryFolders,
) => Promise<StartedLibrary>;
