import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { tensorFlowBackend, type TensorFlowBackend } from './backend';
import { recordGraph } from './record-graph';
import { encodeSavedModel, savedModelTag } from './saved-model';

/** Tensors used by a function besides its inputs. */
export interface Captured {
  readonly reads: readonly tf.Tensor[];
  /** Read, and assigned new values. */
  readonly changes: readonly tf.Variable[];
}

interface LoadedGraph {
  readonly session: number;
  readonly inputInfos: readonly { readonly name: string }[];
  readonly outputNames: readonly string[];
}

/**
 * A function of tensors compiled to one TensorFlow graph on tfjs-node, as tf.function does in
 * Python: the graph is optimised as a whole and its operations are not dispatched from JavaScript,
 * which more than halves the time of a training step. Other backends call the function.
 *
 * The function's control flow may depend on the shapes of its tensors but not on their values.
 */
export class CompiledFunction {
  /** By the input shapes as JSON. */
  private readonly graphs = new Map<string, LoadedGraph>();

  constructor(
    private readonly compute: (...inputs: tf.Tensor[]) => tf.Tensor[],
    private readonly captured: Captured,
  ) {}

  /** Runs the function and assigns its variables; the caller disposes the results. */
  run(...inputs: tf.Tensor[]): tf.Tensor[] {
    const backend = tensorFlowBackend();
    if (!backend) {
      return tf.tidy(() => this.compute(...inputs));
    }
    const { reads, changes } = this.captured;
    const shapes = JSON.stringify(inputs.map(({ shape }) => shape));
    const graph = this.graphs.get(shapes) ?? this.load(backend, inputs);
    this.graphs.set(shapes, graph);
    const { session, inputInfos, outputNames } = graph;
    const read = [...inputs, ...reads, ...changes];
    const outputs = backend.runSavedModel(session, read, inputInfos, outputNames);
    const results = outputs.splice(0, outputs.length - changes.length);
    changes.forEach((variable, index) => variable.assign(outputs[index]));
    tf.dispose(outputs);
    return results;
  }

  /** Records the graph with these inputs and restores the variables. */
  private load(backend: TensorFlowBackend, inputs: tf.Tensor[]): LoadedGraph {
    const { reads, changes } = this.captured;
    const before = changes.map((variable) => tf.clone(variable));
    let results: tf.Tensor[] = [];
    const read = [...inputs, ...reads, ...changes];
    const { nodes, inputNames, outputNames } = recordGraph(backend, read, () => {
      results = tf.tidy(() => this.compute(...inputs));
      return [...results, ...changes];
    });
    changes.forEach((variable, index) => variable.assign(before[index]));
    tf.dispose([...before, ...results]);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'echonet-graph-'));
    try {
      writeFileSync(path.join(folder, 'saved_model.pb'), encodeSavedModel(nodes));
      const session = backend.loadSavedModelMetaGraph(folder, savedModelTag);
      return { session, inputInfos: inputNames.map((name) => ({ name })), outputNames };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  dispose(): void {
    const backend = tensorFlowBackend();
    for (const { session } of this.graphs.values()) {
      backend?.deleteSavedModel(session);
    }
    this.graphs.clear();
  }
}
