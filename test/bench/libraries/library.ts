import type { Architecture } from '@echonet/models';
import type { Contestant } from '../contestant';

/** A file of the network that some library reads. */
export type NetworkFileName = 'weights.bin' | 'model.json' | 'model.onnx';

/** Reads a file of the network. */
export type ReadNetworkFile = (fileName: NetworkFileName) => Promise<Uint8Array<ArrayBuffer>>;

/** Where the files of the libraries lie, as addresses that end in a slash. */
export interface LibraryFolders {
  readonly engine: string;
  readonly tfjsWasm: string;
  readonly onnxRuntime: string;
}

/** A network of a library: numbers in, numbers out. */
export interface LibraryNetwork {
  /** @returns logits [n, outputs] of images [n, size, size, channels]. */
  forward(greyValues: Float32Array, count: number): Promise<Float32Array>;
  /** Gradient of the first logit by the grey values of one image. */
  inputGradient?(greyValues: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

/** A library whose code is loaded and whose device is ready. */
export interface StartedLibrary {
  /** Version, threads, adapter. */
  readonly description: string;
  /** What it reads the network from. */
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
