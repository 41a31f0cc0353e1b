import { computedFrom, type MeasureId, measureIds } from '../contours/measured';
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

/**
 * Decides on one of several results. The same decision a second time takes it back. A rejection holds for what is computed from the value as
 * well, as far as that is pending, until it is taken back or turned into acceptance.
 */
export function decide(
  decisions: Decisions,
  ids: readonly string[],
  id: string,
  made: ReaderDecision,
): Decisions {
  const changed = new Map(decisions);
  const before = decisions.get(id);
  const computed = idsComputedFrom(id).filter((one) => ids.includes(one));
  for (const one of computed) {
    if (before?.decision === 'rejected' && changed.get(one) === before) {
      changed.delete(one);
    }
  }
  if (before?.decision === made.decision) {
    changed.delete(id);
    return changed;
  }
  changed.set(id, made);
  return made.decision === 'rejected' ? decideAll(changed, computed, made) : changed;
}

function idsComputedFrom(id: string): string[] {
  return measureIds
    .filter((measure) => computedFrom[measure]?.some((source) => measuredId(source) === id))
    .map(measuredId);
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
