import type { Reader } from '../host/user';

/** What the reader says of a result. */
export type Decision = 'accepted' | 'rejected';

/** A decision, when it was made, and by whom where somebody is logged in. */
export interface ReaderDecision {
  readonly decision: Decision;
  readonly date: Date;
  readonly reader?: Reader;
}

/** Decisions by task id; what is not in it is undecided. */
export type Decisions = ReadonlyMap<string, ReaderDecision>;

/** Decides on one result; the same decision once more takes it back. */
export function decide(decisions: Decisions, taskId: string, made: ReaderDecision): Decisions {
  const changed = new Map(decisions);
  if (changed.get(taskId)?.decision === made.decision) changed.delete(taskId);
  else changed.set(taskId, made);
  return changed;
}

/** The same decision on all results; once more takes it back on all. */
export function decideAll(
  decisions: Decisions,
  taskIds: readonly string[],
  made: ReaderDecision,
): Decisions {
  return overall(decisions, taskIds) === made.decision
    ? new Map()
    : new Map(taskIds.map((id) => [id, made]));
}

/** The decision that all results have in common; undefined where they differ or one has none. */
export function overall(decisions: Decisions, taskIds: readonly string[]): Decision | undefined {
  const decision = decisions.get(taskIds[0])?.decision;
  return taskIds.every((id) => decisions.get(id)?.decision === decision) ? decision : undefined;
}

/** How many of the results have this decision. */
export function countOf(
  decisions: Decisions,
  taskIds: readonly string[],
  decision: Decision,
): number {
  return taskIds.filter((id) => decisions.get(id)?.decision === decision).length;
}
