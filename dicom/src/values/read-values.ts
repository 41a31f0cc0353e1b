import type { NaturalizedDataset } from '../dataset';

/**
 * The items of a sequence in a naturalised data set: dcmjs makes arrays, and hosts single items as
 * well. What is no item is left out.
 */
export function sequenceItems(sequence: unknown): NaturalizedDataset[] {
  const items: readonly unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  return items.filter(
    (item): item is NaturalizedDataset => typeof item === 'object' && item !== null,
  );
}

/** The first value of an attribute as trimmed text; empty where there is none. */
export function firstText(value: unknown): string {
  const single = firstOf(value);
  return typeof single === 'string' || typeof single === 'number' ? String(single).trim() : '';
}

/** The first value of an attribute as a number; NaN where it is none. */
export function firstNumber(value: unknown): number {
  return Number(firstText(value) || Number.NaN);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value[0] as unknown) : value;
}
