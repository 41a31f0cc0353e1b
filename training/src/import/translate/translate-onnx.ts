import type { EnginePlan, WindowShape } from '@echonet/models';
import { decodeOnnx, type OnnxModel, type OnnxValue } from '../../export/onnx/onnx-schema';
import { OnnxConstants, Untranslatable } from './onnx-values';
import { translateNode } from './translate-node';
import { Translation } from './translation';

export type Translated =
  | { readonly plan: EnginePlan }
  /** What the engine does not have, in a few words. */
  | { readonly missing: string };

/**
 * The plan by which the project's own engine computes an ONNX file: networks of 2-D and 3-D convolutions,
 * pooling, sums and dense layers, on single images and windows of frames with the channels first.
 *
 * @param bytes of a file that {@link onnxFacts} has accepted
 */
export function translateOnnx(bytes: Uint8Array): Translated {
  const model = decodeOnnx(bytes);
  try {
    return { plan: planOf(model, bytes) };
  } catch (error) {
    if (error instanceof Untranslatable) {
      return { missing: error.message };
    }
    throw error;
  }
}

function planOf(model: OnnxModel, bytes: Uint8Array): EnginePlan {
  const { node, initializer, input, output } = model.graph;
  const constants = new Set(initializer.map(({ name }) => name));
  const inputs = input.filter(({ name }) => !constants.has(name));
  if (inputs.length !== 1 || output.length !== 1) {
    throw new Untranslatable(`${inputs.length} inputs and ${output.length} outputs`);
  }
  const [{ name: outputName }] = output;
  const translation = new Translation(
    new OnnxConstants(model, bytes),
    { name: inputs[0].name, shape: windowShape(inputs[0]), rank: dimsOf(inputs[0]).length },
    [...node.flatMap((one) => one.input), outputName],
  );
  for (const one of node) {
    translateNode(one, translation);
  }
  return translation.plan(outputName);
}

/** Of an input with its channels first and fixed lengths. */
function windowShape(input: OnnxValue): WindowShape {
  const dims = dimsOf(input);
  const [batch, channels, ...sides] = dims;
  if (![4, 5].includes(dims.length) || batch !== 1 || ![1, 3].includes(channels)) {
    throw new Untranslatable(`an input of ${dims.join('x')}`);
  }
  const [width, height, frames = 1] = sides.reverse();
  return [frames, height, width, channels];
}

/** A batch of a variable length is one window. */
function dimsOf({ type }: OnnxValue): number[] {
  return type.tensorType.shape.dim.map(({ dimValue }, axis) => {
    const length = dimValue ?? (axis === 0 ? 1 : 0);
    if (length < 1) {
      throw new Untranslatable('an input of variable lengths');
    }
    return length;
  });
}
