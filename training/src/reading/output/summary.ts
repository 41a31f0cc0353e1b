import type { StudyRecord, StudyStatus } from '../study/study-record';

/** What a summary names of a study. */
export type StudyOutcome = Pick<StudyRecord, 'StudyInstanceUID' | 'status' | 'reason'>;

/**
 * How many studies were read, and every study that was not, with the reason. The last line of failures
 * comes last, where a terminal shows it.
 */
export function summaryOf(outcomes: readonly StudyOutcome[]): string {
  const ofStatus = (wanted: StudyStatus) => outcomes.filter(({ status }) => status === wanted);
  const [nothing, failed] = [ofStatus('nothing to read'), ofStatus('failed')];
  const lines = [
    `${outcomes.length} ${outcomes.length === 1 ? 'study' : 'studies'}: ${ofStatus('read').length} read, ${nothing.length} without a clip to read, ${failed.length} failed.`,
    ...listed('Without a clip to read:', nothing),
    ...listed('Failed:', failed),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(heading: string, outcomes: readonly StudyOutcome[]): string[] {
  return outcomes.length === 0
    ? []
    : [
        heading,
        ...outcomes.map(({ StudyInstanceUID, reason }) => `  ${StudyInstanceUID}: ${reason}`),
      ];
}
