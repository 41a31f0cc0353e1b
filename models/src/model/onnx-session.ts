import type { NetworkClip } from '../contract/network-clip';
import type { OutputTensor } from '../contract/output-values';
import { enginePlanFileName, parseEnginePlan, type EnginePlan } from './engine-plan';
import { ModelRefusal } from './manifest-fields';
import { jsonOf, messageOf, type ModelReader } from './model-reader';

export const onnxFileName = 'model.onnx';

/** An ONNX file that is ready to run, whatever runs it. */
export interface OnnxSession {
  /** For readers, such as 'ONNX Runtime Web 1.30.0, WebAssembly, 2 threads'. */
  readonly runtime: string;
  readonly outputNames: readonly string[];
  /** One window. @returns the outputs by name */
  run(clip: NetworkClip): Promise<ReadonlyMap<string, OutputTensor>>;
  dispose(): void;
}

/**
 * @param isRight whether a session gives the recorded answer: of several ways to run the file, a faster
 *   one is taken only then
 * @param plan by which the project's own engine computes the file, if it does so faster
 * @throws Error as a sentence when the file cannot be run: an unknown operator, no memory
 */
export type CreateSession = (
  file: ArrayBuffer,
  isRight: (session: OnnxSession) => Promise<boolean>,
  plan?: EnginePlan,
) => Promise<OnnxSession>;

/** What every manifest of an ONNX file says. */
interface OnnxFile {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly onnx: {
    readonly engine?: object;
    readonly recorded: {
      readonly answer: readonly number[];
      readonly runtime: string;
      readonly tolerance: number;
    };
  };
}

/**
 * Opens the ONNX file of a model's folder. It must give the answer to the made clip that was recorded
 * when it was imported.
 *
 * @param answerOf runs the made clip
 * @throws ModelRefusal naming the file that is missing or damaged, or why it cannot be run here
 */
export async function openSession(
  reader: ModelReader,
  manifest: OnnxFile,
  createSession: CreateSession,
  answerOf: (session: OnnxSession) => Promise<readonly number[]>,
): Promise<OnnxSession> {
  const { name } = manifest;
  const file = await reader.listedFile(manifest, onnxFileName);
  reader.report(onnxFileName);
  const plan = manifest.onnx.engine && (await readPlan(reader, manifest));
  const answers = new Map<OnnxSession, readonly number[]>();
  const answerOnce = async (session: OnnxSession) => {
    const answer = answers.get(session) ?? (await answerOf(session));
    answers.set(session, answer);
    return answer;
  };
  const refuse = (cause: unknown) => {
    throw new ModelRefusal(`${name} cannot be run: ${messageOf(cause)}`, { cause });
  };
  const isRight = (session: OnnxSession) =>
    answerOnce(session).then(
      (found) => differenceOf(manifest, found) <= manifest.onnx.recorded.tolerance,
      () => false,
    );
  const session = await createSession(file, isRight, plan).catch(refuse);
  try {
    refuseOtherAnswer(manifest, session, await answerOnce(session).catch(refuse));
    return session;
  } catch (error) {
    session.dispose();
    throw error;
  }
}

async function readPlan(reader: ModelReader, manifest: OnnxFile): Promise<EnginePlan> {
  const bytes = await reader.listedFile(manifest, enginePlanFileName);
  return parseEnginePlan(jsonOf(enginePlanFileName, bytes));
}

/** The output of a name, or the only one without. */
export function outputOf(
  results: ReadonlyMap<string, OutputTensor>,
  { outputNames }: Pick<OnnxSession, 'outputNames'>,
  name: string | undefined,
): OutputTensor | undefined {
  return results.get(name ?? (outputNames.length === 1 ? outputNames[0] : ''));
}

/**
 * Largest difference of two answers as a share of the largest value of the first; 0 for equal ones.
 */
export function relativeDifference(expected: readonly number[], found: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]))) / largest;
}

function refuseOtherAnswer(
  { name, onnx }: OnnxFile,
  session: OnnxSession,
  found: readonly number[],
): void {
  const { tolerance, runtime } = onnx.recorded;
  const difference = differenceOf({ onnx }, found);
  if (!(difference <= tolerance)) {
    throw new ModelRefusal(
      `${name} gives another answer to its test clip here (${session.runtime}) than where it was ` +
        `imported (${runtime}): they differ by ${(100 * difference).toPrecision(2)} %. Its numbers ` +
        'cannot be relied on in this browser; update it, or import the model again.',
    );
  }
}

function differenceOf({ onnx }: Pick<OnnxFile, 'onnx'>, found: readonly number[]): number {
  return relativeDifference(onnx.recorded.answer, found);
}
