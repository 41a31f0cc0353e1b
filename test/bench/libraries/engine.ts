import { browserEngine } from '@echonet/engine/browser';
import { buildGraph } from '@echonet/models';
import type { StartLibrary } from './library';
import { threadsText } from './threads-text';
import { decodeWeightsFile } from './weights-file';

/** The package engine/ as the plugin runs it. */
export const start: StartLibrary = async (_contestant, folders) => {
  const engine = await browserEngine(async (fileName) => {
    const response = await fetch(folders.engine + fileName);
    if (!response.ok) {
      throw new Error(`HTTP ${response.status} at ${response.url}`);
    }
    return response.arrayBuffer();
  });
  return {
    description: `${threadsText(engine.threads)}${engine.fused ? ', relaxed SIMD' : ''}`,
    networkFiles: ['weights.bin'],
    async create(architecture, [weights]) {
      const graph = buildGraph(architecture);
      const network = await engine.createNetwork(graph, decodeWeightsFile(graph, weights));
      return {
        forward: (greyValues) => network.forward(greyValues),
        inputGradient: (greyValues) => network.inputGradient(greyValues, 0),
        dispose: () => network.dispose(),
      };
    },
  };
};
