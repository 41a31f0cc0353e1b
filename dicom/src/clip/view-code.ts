import { firstText, sequenceItems } from '../values/read-values';

/** Abbreviations of the views of CID 12226, by SNOMED CT value and by the older SNOMED RT one. */
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
 * The view in View Code Sequence (0054,0220) of a naturalised dataset: its abbreviation, else the
 * code's meaning; undefined where there is neither.
 */
export function viewOf(instance: Readonly<Record<string, unknown>>): string | undefined {
  const [item] = sequenceItems(instance.ViewCodeSequence);
  if (!item) {
    return undefined;
  }
  return viewNames[firstText(item.CodeValue)] ?? (firstText(item.CodeMeaning) || undefined);
}
