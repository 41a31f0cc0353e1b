/** What the reader says of a result. */
export type Decision = 'accepted' | 'rejected';

/** Decisions by task id; what is not in it is undecided. */
export type Decisions = ReadonlyMap<string, Decision>;

/** Decides on one result; the same decision once more takes it back. */
export function decide(decisions: Decisions, taskId: string, decision: Decision): Decisions {
  const changed = new Map(decisions);
  if (changed.get(taskId) === decision) changed.delete(taskId);
  else changed.set(taskId, decision);
  return changed;
}

/** The same decision on all results; once more takes it back on all. */
export function decideAll(
  decisions: Decisions,
  taskIds: readonly string[],
  decision: Decision,
): Decisions {
  return overall(decisions, taskIds) === decision
    ? new Map()
    : new Map(taskIds.map((id) => [id, decision]));
}

/** The decision that all results have in common; undefined where they differ or one has none. */
export function overall(decisions: Decisions, taskIds: readonly string[]): Decision | undefined {
  const [first] = taskIds;
  const decision = decisions.get(first);
  return taskIds.every((id) => decisions.get(id) === decision) ? decision : undefined;
}
