/** Abbreviations of the views of CID 12226, by SNOMED CT code and the older SRT code. */
const viewNames: Readonly<Record<string, string>> = {
  '399214001': 'A4C',
  'G-A19C': 'A4C',
  '399232001': 'A2C',
  'G-A19B': 'A2C',
  '399139001': 'PLAX',
  'G-0396': 'PLAX',
  '399339008': 'A3C',
  '399306005': 'PSAX',
  '399239005': 'PSAX',
  '399036006': 'PSAX',
  '399371001': 'PSAX',
  '399271003': 'PSAX',
  '399310008': 'SC4C',
};

/**
 * The view that View Code Sequence (0054,0220) names; the code's meaning where it is none that we
 * have a name for.
 */
export function viewOf(instance: Readonly<Record<string, unknown>>): string | undefined {
  const sequence = instance['ViewCodeSequence'];
  const item: unknown = Array.isArray(sequence) ? sequence[0] : sequence;
  if (typeof item !== 'object' || item === null) {
    return undefined;
  }
  const { CodeValue, CodeMeaning } = item as Record<string, unknown>;
  return viewNames[String(CodeValue)] ?? (CodeMeaning ? String(CodeMeaning) : undefined);
}
