import type { DisplaySet } from '../../host/contracts';
import { readEarlierReport, type EarlierReport } from './read-report';

export type { EarlierReport } from './read-report';

/** Reports of this software among the display sets, newest first. */
export function earlierReports(displaySets: readonly DisplaySet[]): EarlierReport[] {
  return displaySets
    .filter(({ Modality }) => Modality === 'SR')
    .flatMap(({ instances, instance }) => instances ?? [instance])
    .flatMap((instance) => readEarlierReport(instance) ?? [])
    .sort((a, b) => b.time.localeCompare(a.time));
}
