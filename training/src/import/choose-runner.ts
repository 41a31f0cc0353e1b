import { messageOf, UserError } from '@echonet/command-line';
import {
  createEngineSession,
  relativeDifference,
  type CreateWindowNetwork,
  type EnginePlan,
  type OnnxSession,
} from '@echonet/models';
import { translateOnnx } from './translate/translate-onnx';

export const runtimeChoices = ['fastest', 'onnx-runtime', 'engine'] as const;

/** Of two ways to run a file; 'fastest' of the two measured on the made clip. */
export type RuntimeChoice = (typeof runtimeChoices)[number];

export interface TimedAnswer {
  readonly answer: readonly number[];
  /** Of one window, on one thread. */
  readonly windowMs: number;
}

/** Which of the two runs a file, and a sentence why. */
export interface Runner {
  /** Only where the project's own engine runs the file. */
  readonly engine?: { readonly plan: EnginePlan; readonly windowMs: number };
  readonly reason: string;
}

export interface RunnerSource {
  readonly choice: RuntimeChoice;
  readonly bytes: Uint8Array;
  /** Axes of the input, as the contract says. */
  readonly layout: string;
  /** Of ONNX Runtime. */
  readonly recorded: TimedAnswer;
  /** Largest difference, as a share of the largest value. */
  readonly tolerance: number;
  readonly startEngine: () => Promise<CreateWindowNetwork>;
  /** Runs the made clip. */
  readonly answerOf: (session: OnnxSession) => Promise<readonly number[]>;
}

/**
 * Takes the project's own engine where it has all that the file needs, gives the same answer to the made
 * clip, and takes less time than ONNX Runtime on the same thread; else ONNX Runtime.
 *
 * @throws UserError where the engine is asked for and cannot run the file
 */
export async function chooseRunner(source: RunnerSource): Promise<Runner> {
  const { choice, recorded } = source;
  if (choice === 'onnx-runtime') {
    return onnxRuntime('as was asked for');
  }
  const found = await onEngine(source);
  if ('problem' in found) {
    if (choice === 'engine') {
      throw new UserError(
        `EchoNet's own engine ${found.problem}; leave the network to ONNX Runtime (--runtime onnx-runtime).`,
      );
    }
    return onnxRuntime(`EchoNet's own engine ${found.problem}`);
  }
  const { plan, windowMs } = found;
  const takes = `takes ${seconds(windowMs)} s a window, ONNX Runtime Web ${seconds(recorded.windowMs)} s (one thread each)`;
  return choice === 'engine' || windowMs < recorded.windowMs
    ? {
        engine: { plan, windowMs },
        reason: `Runs on EchoNet's own engine, which ${takes}.`,
      }
    : onnxRuntime(`EchoNet's own engine ${takes}`);
}

type OnEngine =
  | { readonly plan: EnginePlan; readonly windowMs: number }
  /** What the engine does instead, as a part of a sentence. */
  | { readonly problem: string };

async function onEngine(source: RunnerSource): Promise<OnEngine> {
  const { bytes, layout, recorded, tolerance, startEngine, answerOf } = source;
  const translated = channelsFirst.includes(layout)
    ? translateOnnx(bytes)
    : { missing: `the layout ${layout}` };
  if ('missing' in translated) {
    return { problem: `does not have ${translated.missing}` };
  }
  const { plan } = translated;
  try {
    const session = await createEngineSession(plan, bytes, await startEngine());
    const { answer, windowMs } = await timedAnswer(() => answerOf(session)).finally(() =>
      session.dispose(),
    );
    const difference = relativeDifference(recorded.answer, answer);
    return difference <= tolerance
      ? { plan, windowMs }
      : { problem: `differs by ${(100 * difference).toPrecision(2)} %` };
  } catch (cause) {
    return { problem: `fails (${messageOf(cause).replace(/\.$/, '')})` };
  }
}

/** What the engine reads without transposing frames. */
const channelsFirst = ['NCHW', 'NCTHW'];

/** Short runs are repeated, and the shortest one counts. */
const [mostRuns, enoughMs] = [5, 1000];

export async function timedAnswer(run: () => Promise<readonly number[]>): Promise<TimedAnswer> {
  let answer: readonly number[] = [];
  let [windowMs, allMs] = [Infinity, 0];
  for (let runs = 0; runs < mostRuns && allMs < enoughMs; runs++) {
    const startedAt = performance.now();
    answer = await run();
    const ms = performance.now() - startedAt;
    windowMs = Math.min(windowMs, ms);
    allMs += ms;
  }
  return { answer, windowMs };
}

function onnxRuntime(why: string): Runner {
  return { reason: `Runs on ONNX Runtime Web: ${why}.` };
}

function seconds(ms: number): string {
  return (ms / 1000).toPrecision(2);
}
