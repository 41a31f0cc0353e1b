import { createTensorNetwork, buildGraph } from '@echonet/models';
import type { StartLibrary } from './library';
import { startTensorFlow } from './tensorflow-backend';
import { decodeWeightsFile } from './weights-file';

/** The tensor network of models/ on a backend of TensorFlow.js, as the plugin runs it. */
export const start: StartLibrary = async (contestant, folders) => ({
  description: await startTensorFlow(contestant, folders),
  networkFiles: ['weights.bin'],
  async create(architecture, [weights]) {
    const graph = buildGraph(architecture);
    const network = await createTensorNetwork(graph, decodeWeightsFile(graph, weights));
    return {
      forward: (greyValues) => network.forward(greyValues),
      inputGradient: (greyValues) => network.inputGradient(greyValues, 0),
      dispose: () => network.dispose(),
    };
  },
});
