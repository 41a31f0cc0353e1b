import type { EarlierReport } from './earlier-reports';

/**
 * The newest automatic report that no other one follows: its values wait for a reader. Which report follows
 * which is what they say themselves, since the clocks of readers and of services differ.
 *
 * @param earlier newest first
 */
export function waitingReport(earlier: readonly EarlierReport[]): EarlierReport | undefined {
  const followed = new Set(earlier.flatMap(({ predecessors }) => predecessors));
  return earlier.find(
    ({ isAutomatic, SOPInstanceUID }) => isAutomatic && !followed.has(SOPInstanceUID),
  );
}
