import path from 'node:path';
import { createRequire } from 'node:module';
import type { Architecture } from '@echonet/models';
import { repositoryRoot } from '../../support/paths';
import type { NetworkFileName } from '../libraries/library';
import { networkFiles, type NetworkFiles } from '../network-files';
import { bundleFolder } from './bundle';
import { folder, startServer, type BenchServer } from './server';

const require = createRequire(import.meta.url);

/** Folder of a file of an installed package. */
function distOf(packageName: string, entry: string): string {
  return path.dirname(require.resolve(`${packageName}${entry}`));
}

export interface SiteParts {
  readonly architecture: Architecture;
  readonly peakKernel: Uint8Array;
  /** Frames of a clip for the plugin, concatenated. */
  readonly clip: Uint8Array;
}

/**
 * Serves the benchmark's page, the files of the libraries, the built plugin and untrained networks, each
 * below /networks/<seed>/.
 */
export async function startSite({
  architecture,
  peakKernel,
  clip,
}: SiteParts): Promise<BenchServer> {
  const networks = new Map<number, NetworkFiles>();
  const network = (seed: number) => {
    if (!networks.has(seed)) {
      networks.set(seed, networkFiles(architecture, seed));
    }
    return networks.get(seed)!;
  };
  const folders: Record<string, (name: string) => Promise<Uint8Array | undefined>> = {
    bundle: folder(bundleFolder),
    engine: folder(path.join(repositoryRoot, 'engine/build')),
    echonet: folder(path.join(repositoryRoot, 'dist/echonet')),
    'tfjs-wasm': folder(
      path.join(distOf('@tensorflow/tfjs-backend-wasm', '/package.json'), 'dist'),
    ),
    'onnx-runtime': folder(distOf('onnxruntime-web', '/ort-wasm-simd-threaded.wasm')),
    networks: async (name) => {
      const [seed, fileName] = name.split('/');
      return network(Number(seed)).read(fileName as NetworkFileName);
    },
  };
  return startServer(async (pathname) => {
    if (pathname === '/') {
      return page;
    }
    if (pathname === '/peak.wasm') {
      return peakKernel;
    }
    if (pathname === '/clip.bin') {
      return clip;
    }
    const [, first, ...rest] = pathname.split('/');
    return folders[first]?.(rest.join('/'));
  });
}

const page = new TextEncoder().encode(
  '<!doctype html><title>EchoNet benchmark</title>' +
    '<script type="module" src="/bundle/page.js"></script>',
);
