import type { Reader } from '../host/user';

export type Decision = 'accepted' | 'rejected';

export interface ReaderDecision {
  readonly decision: Decision;
  readonly date: Date;
  readonly reader?: Reader;
}

/** Decisions by task ID; pending results are absent. */
export type Decisions = ReadonlyMap<string, ReaderDecision>;

/** The same decision a second time takes it back. */
export function decide(decisions: Decisions, taskId: string, made: ReaderDecision): Decisions {
  const changed = new Map(decisions);
  if (changed.get(taskId)?.decision === made.decision) changed.delete(taskId);
  else changed.set(taskId, made);
  return changed;
}

/** The same decision on all results; a second time takes it back. */
export function decideAll(
  decisions: Decisions,
  taskIds: readonly string[],
  made: ReaderDecision,
): Decisions {
  return overall(decisions, taskIds) === made.decision
    ? new Map()
    : new Map(taskIds.map((id) => [id, made]));
}

/** The decision that all results share; undefined if they differ. */
export function overall(decisions: Decisions, taskIds: readonly string[]): Decision | undefined {
  const decision = decisions.get(taskIds[0])?.decision;
  return taskIds.every((id) => decisions.get(id)?.decision === decision) ? decision : undefined;
}

export function countOf(
  decisions: Decisions,
  taskIds: readonly string[],
  decision: Decision,
): number {
  return taskIds.filter((id) => decisions.get(id)?.decision === decision).length;
}
