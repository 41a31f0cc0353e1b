/** The list of models that the viewer reads: index.json beside their folders. */
export type ModelList = Readonly<Record<string, unknown>>;

/** Models that were made from simulated patients. */
export interface SimulatedModels {
  /** Ids of those that predict numbers. */
  readonly models: readonly string[];
  readonly viewClassifier?: string;
}

/**
 * The list with these models in it. What it names already stays, in its order: models of real patients, and
 * view classifiers that the viewer prefers.
 */
export function withSimulatedModels(
  list: ModelList,
  { models, viewClassifier }: SimulatedModels,
): ModelList {
  const classifiers = together(list['viewClassifier'], viewClassifier);
  return {
    ...list,
    models: together(list['models'], models),
    ...(classifiers.length > 0 && {
      viewClassifier: classifiers.length === 1 ? classifiers[0] : classifiers,
    }),
  };
}

/** Each of them once, in order. */
const together = (known: unknown, added: unknown): unknown[] => [
  ...new Set([known ?? [], added ?? []].flat()),
];
