import { randomStream } from '@echonet/models/random';
import type { Answer } from './child';
import { mutate } from './mutate';
import { ReaderProcess } from './reader-process';
import { stumbleIn, type TargetName } from './targets';

/** A mutant that a reader did not take as it must. */
export interface Finding {
  readonly target: TargetName;
  readonly seedFile: string;
  /** With the seed, names the mutant. */
  readonly index: number;
  readonly changes: readonly string[];
  readonly problem: string;
  readonly file: Buffer;
}

export interface FuzzPlan {
  readonly target: TargetName;
  readonly seeds: ReadonlyMap<string, Buffer>;
  readonly seed: string;
  /** Numbers of the first mutant and of the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzResult {
  readonly findings: readonly Finding[];
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
}

/** Of the processor. */
const limitMs = 5000;

/** Until a file counts as never read, on a machine that other work loads. */
const patienceMs = 60_000;

/** Growth of the process's peak that one file may cause. */
const limitBytes = 512 * 1024 * 1024;

/**
 * Has mutants of the seed files read in another process. A finding is one that kills the process,
 * takes more than 5 s of the processor or 512 MiB, throws what is no refusal, or is refused in the runtime's words.
 */
export async function fuzz({
  target,
  seeds,
  seed,
  from,
  to,
  onProgress,
}: FuzzPlan): Promise<FuzzResult> {
  const names = [...seeds.keys()];
  const findings: Finding[] = [];
  let [read, refused, slowestMs, peakBytes] = [0, 0, 0, 0];
  let reader = await warm();
  for (let index = from; index < to; index++) {
    const seedFile = names[index % names.length];
    const { bytes, changes } = mutate(seeds.get(seedFile)!, randomStream(seed, index));
    const answer = await reader.read({ target, file: bytes.toString('base64') });
    let problem: string | undefined;
    if (typeof answer === 'string') {
      problem = answer;
      reader = await warm();
    } else {
      slowestMs = Math.max(slowestMs, answer.processorMs);
      const grown = answer.peakBytes - peakBytes;
      peakBytes = Math.max(peakBytes, answer.peakBytes);
      problem = problemOf(answer, grown);
      if (answer.refusal === undefined) {
        read++;
      } else {
        refused++;
      }
    }
    if (problem !== undefined) {
      findings.push({ target, seedFile, index, changes, problem, file: bytes });
    }
    onProgress?.(index + 1 - from);
  }
  reader.stop();
  return { findings, read, refused, slowestMs };

  /** A process that has read every seed file, so that its memory holds the decoders. */
  async function warm(): Promise<ReaderProcess> {
    const started = new ReaderProcess(patienceMs);
    for (const [name, file] of seeds) {
      const answer = await started.read({ target, file: file.toString('base64') });
      if (typeof answer === 'string' || answer.thrown !== undefined) {
        throw new Error(
          `The unchanged seed file "${name}" is a finding: ${JSON.stringify(answer)}`,
        );
      }
      peakBytes = answer.peakBytes;
    }
    return started;
  }
}

function problemOf(
  { refusal, thrown, processorMs }: Answer,
  grownBytes: number,
): string | undefined {
  if (thrown !== undefined) {
    return `threw ${thrown}`;
  }
  const words = refusal === undefined ? undefined : stumbleIn(refusal);
  if (words !== undefined) {
    return `says "${words}": ${refusal}`;
  }
  if (processorMs > limitMs) {
    return `took ${Math.round(processorMs)} ms`;
  }
  if (grownBytes > limitBytes) {
    return `took ${Math.round(grownBytes / 1024 / 1024)} MiB`;
  }
  return undefined;
}
