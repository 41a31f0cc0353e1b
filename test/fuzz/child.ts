/** Reads the files that the parent sends, one at a time, and answers with what became of each. */
import { type Target, type TargetName, targets } from './targets';

export interface Task {
  readonly target: TargetName;
  /** In base 64. */
  readonly file: string;
}

export interface Answer {
  /** The reader's sentence; absent when it read the file. */
  readonly refusal?: string;
  readonly thrown?: string;
  /** Of the processor, so that other work on the machine does not count. */
  readonly processorMs: number;
  /** Peak of the process, since its start. */
  readonly peakBytes: number;
}

async function read(target: Target, file: Buffer): Promise<Answer> {
  const before = process.cpuUsage();
  let outcome: Pick<Answer, 'refusal' | 'thrown'>;
  try {
    outcome = await target(file);
  } catch (error) {
    outcome = { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const { user, system } = process.cpuUsage(before);
  const processorMs = (user + system) / 1000;
  return { ...outcome, processorMs, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

process.on('message', ({ target, file }: Task) => {
  void read(targets[target], Buffer.from(file, 'base64')).then((answer) => process.send!(answer));
});
