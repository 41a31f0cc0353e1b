import * as v from 'valibot';
import type { NetworkGraph } from './graph';
import { inceptionResNetV1, inceptionResNetV1Schema } from './inception-resnet-v1';
import { residualEncoder, residualEncoderSchema } from './residual-encoder';
import { residualUNet, residualUNetSchema } from './residual-unet';

/**
 * The architectures that a model can have, told apart by `name`. A new one is a file of its own with
 * its schema and its graph, an entry here, and a case in each function below.
 */
export const architectureSchema = v.variant('name', [
  inceptionResNetV1Schema,
  residualEncoderSchema,
  residualUNetSchema,
]);
export type Architecture = Readonly<v.InferOutput<typeof architectureSchema>>;

/** @throws Error when a parameter is out of its range. */
export function buildGraph(architecture: Architecture): NetworkGraph {
  switch (architecture.name) {
    case 'inception-resnet-v1':
      return inceptionResNetV1(architecture);
    case 'residual-encoder':
      return residualEncoder(architecture);
    case 'residual-unet':
      return residualUNet(architecture);
  }
}

/** Name and size of the network for reports and model cards. */
export function architectureTitle(architecture: Architecture): string {
  switch (architecture.name) {
    case 'inception-resnet-v1':
      return `Inception-ResNet-v1 of width ${architecture.width}`;
    case 'residual-encoder':
      return `Residual encoder of ${architecture.levelChannels.join('-')} channels`;
    case 'residual-unet':
      return `Residual U-Net of ${architecture.levelChannels.join('-')} channels`;
  }
}

/** Whether its output is a map of logits over the image, in place of one vector. */
export function hasMapOutput(architecture: Pick<Architecture, 'name'>): boolean {
  switch (architecture.name) {
    case 'inception-resnet-v1':
    case 'residual-encoder':
      return false;
    case 'residual-unet':
      return true;
  }
}
