import { structureNames, type StructureName } from '@echonet/models/measures';
import type { LabelledStructures } from './read-structure-batch';

/** Codes of a data set as codes of structureNames; structures that it does not label are 0. */
export function structureCodes(
  codes: Uint8Array,
  { names, labelled }: Pick<LabelledStructures, 'names' | 'labelled'>,
): Uint8Array<ArrayBuffer> {
  const codeOf = names.map((name) =>
    labelled.includes(name) ? Math.max(0, structureNames.indexOf(name as StructureName)) : 0,
  );
  return Uint8Array.from(codes, (code) => codeOf[code] ?? 0);
}
