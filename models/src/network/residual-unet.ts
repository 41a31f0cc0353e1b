/** A network for segmentation: the encoder and the decoder of residual-levels.ts. */
import * as v from 'valibot';
import type { NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';
import {
  decoderLevels,
  encoderLevels,
  levelParameters,
  refuseImpossibleLevels,
} from './residual-levels';

/** Parameters as they are written into a model's manifest. */
export const residualUNetSchema = v.object({
  name: v.literal('residual-unet'),
  ...levelParameters,
});

export type ResidualUNet = Readonly<v.InferOutput<typeof residualUNetSchema>>;

/**
 * Logits of each class at half the input's height and width.
 *
 * @throws Error when a parameter is out of its range.
 */
export function residualUNet(architecture: ResidualUNet): NetworkGraph {
  refuseImpossibleLevels('A residual U-Net', architecture);
  const graph = new GraphBuilder();
  const features = decoderLevels(graph, encoderLevels(graph, architecture));
  const { outputs } = architecture;
  graph.conv('logits', features, { filters: outputs, kernel: 1, linear: true }); // 96 x 96 x outputs
  return graph.build();
}
