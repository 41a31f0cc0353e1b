import type { NaturalizedDataset } from '../dataset';
import { sequenceItems } from '../values/read-values';

/** A value that an archive gives by reference (PS3.18 F.2.2), as hosts hold it. */
export interface BulkValue {
  readonly BulkDataURI: string;
  /** What was fetched. */
  Value?: unknown;
  /** The host's own request, with its authentication; hosts keep what it returns as Value. */
  readonly retrieveBulkData?: () => Promise<unknown>;
}

/** Deeper than any template nests. */
const maxDepth = 40;

/**
 * Graphic Data of a structured report that an archive gives by reference, not fetched yet: archives do so
 * with long values.
 *
 * @param dataset naturalised, of any origin
 */
export function pendingGraphics(dataset: unknown): BulkValue[] {
  return sequenceItems(dataset).flatMap((item) => pendingIn(item, 0));
}

function pendingIn(item: NaturalizedDataset, depth: number): BulkValue[] {
  const [graphic] = [item.GraphicData].flat();
  const own = isBulkValue(graphic) && graphic.Value === undefined ? [graphic] : [];
  const children = depth < maxDepth ? sequenceItems(item.ContentSequence) : [];
  return [...own, ...children.flatMap((child) => pendingIn(child, depth + 1))];
}

export function isBulkValue(value: unknown): value is BulkValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'BulkDataURI' in value &&
    typeof value.BulkDataURI === 'string'
  );
}
