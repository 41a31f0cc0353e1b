import { readFile } from 'node:fs/promises';
import path from 'node:path';

export function workerState(folder: string, number: number): string {
  return path.join(folder, `worker-${number}`);
}

export interface Usage {
  /** Largest resident memory of the process and of those that it started, MB. */
  readonly peakMb: number;
  /** User and system time of them, s. */
  readonly cpuS: number;
}

/** On Linux, what a process and its children have used so far. */
export async function usageOf(pid: number): Promise<Usage> {
  const pids = [pid, ...(await childrenOf(pid))];
  const each = await Promise.all(pids.map(async (one) => [await peakMb(one), await cpuS(one)]));
  return {
    peakMb: each.reduce((sum, [memory]) => sum + memory, 0),
    cpuS: each.reduce((sum, [, time]) => sum + time, 0),
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** The kernel counts in hundredths of a second (proc(5)), after the name, which may hold spaces. */
async function cpuS(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
