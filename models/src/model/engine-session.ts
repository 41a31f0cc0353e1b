import { sizeOf } from '../arrays';
import type { CreateWindowNetwork } from '../network/window-graph';
import { planWeights, type EnginePlan } from './engine-plan';
import type { CreateSession, OnnxSession } from './onnx-session';

/**
 * Runs an ONNX file on the project's own engine.
 *
 * @param file model.onnx
 * @throws Error when plan and file do not fit, or the engine cannot start
 */
export async function createEngineSession(
  plan: EnginePlan,
  file: ArrayBuffer | Uint8Array,
  createNetwork: CreateWindowNetwork,
): Promise<OnnxSession> {
  const { graph, output } = plan;
  const [{ shape: from }, { shape: to }] = [graph.input, graph.operations.slice(-1)[0]];
  const network = await createNetwork(graph, planWeights(plan, file));
  return {
    runtime: `EchoNet's engine, WebAssembly, ${network.description}`,
    outputNames: [output.name],
    async run({ values }) {
      const result = await network.run(transposed(values, from[3]));
      const tensor = { dims: output.dims, values: transposed(result, sizeOf(to) / to[3]) };
      return new Map([[output.name, tensor]]);
    },
    dispose: () => network.dispose(),
  };
}

/** [rows, columns] as [columns, rows]: channels of all positions, or positions of all channels. */
function transposed(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows;
  if (rows === 1 || columns === 1) {
    return values;
  }
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = values[row * columns + column];
    }
  }
  return result;
}

/**
 * Runs an ONNX file on the project's own engine where its folder has a plan for that and the recorded
 * answer comes, and otherwise as before.
 *
 * @param startEngine called for each such file
 */
export function preferEngine(
  createSession: CreateSession,
  startEngine: () => Promise<CreateWindowNetwork>,
): CreateSession {
  return async (file, isRight, plan) => {
    const session =
      plan &&
      (await startEngine()
        .then((createNetwork) => createEngineSession(plan, file, createNetwork))
        .catch(() => undefined));
    if (session && (await isRight(session))) {
      return session;
    }
    session?.dispose();
    return createSession(file, isRight);
  };
}
