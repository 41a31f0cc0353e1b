import type { ReportState } from './state';

/** Whether the reader has decided on results since they were last stored. */
export function hasUnstoredDecisions({ decidedAt, storedAt }: ReportState): boolean {
  return decidedAt !== undefined && (storedAt === undefined || storedAt < decidedAt);
}
