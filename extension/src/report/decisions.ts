import type { MeasureId } from '../contours/measured';
import type { Reader } from '../host/user';

export type Decision = 'accepted' | 'rejected';

export interface ReaderDecision {
  readonly decision: Decision;
  readonly date: Date;
  readonly reader?: Reader;
}

/**
 * Decisions by task ID, and by {@link measuredId} for what was measured from contours; pending results
 * are absent.
 */
export type Decisions = ReadonlyMap<string, ReaderDecision>;

const measuredPrefix = 'measured.';

/** Identifies the decision on a value that was measured from contours. */
export function measuredId(measure: MeasureId): string {
  return `${measuredPrefix}${measure}`;
}

export function isMeasuredId(id: string): boolean {
  return id.startsWith(measuredPrefix);
}

/** The same decision a second time takes it back. */
export function decide(decisions: Decisions, id: string, made: ReaderDecision): Decisions {
  const changed = new Map(decisions);
  if (changed.get(id)?.decision === made.decision) {
    changed.delete(id);
  } else {
    changed.set(id, made);
  }
  return changed;
}

/** The same decision on those of several results that are pending; others keep theirs. */
export function decideAll(
  decisions: Decisions,
  ids: readonly string[],
  made: ReaderDecision,
): Decisions {
  const pending = ids.filter((id) => !decisions.has(id));
  return new Map([...decisions, ...pending.map((id) => [id, made] as const)]);
}

export function countOf(decisions: Decisions, ids: readonly string[], decision: Decision): number {
  return ids.filter((id) => decisions.get(id)?.decision === decision).length;
}
