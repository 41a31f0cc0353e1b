import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Peak growth of the process's memory in bytes while an action runs. On Linux the peak is reset
 * first; elsewhere only growth beyond the earlier peak is seen.
 */
export async function peakGrowth(action: () => unknown): Promise<number> {
  resetPeak();
  const before = peak();
  await action();
  return peak() - before;
}

/** proc(5): 5 sets the peak back to what is held now. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux.
  }
}

function peak(): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes) {
      return Number(kilobytes) * 1024;
    }
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
