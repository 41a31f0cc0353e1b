export type ViewClass = 'A4C' | 'other' | 'unusable';

/** Names of the apical four-chamber view in tables and on scanners. */
const fourChamber = /^(a4c|ap4|4ch|apical (4|four)[ -]?chamber( view)?)$/i;

/** Anything but B-mode of a heart, whatever else the name contains. */
const unusable =
  /doppler|colou?r|\bc?[fp]wd?\b|m-?mode|spectral|\bstill\b|\bfrozen\b|un-?usable|not? (usable|heart|a heart|cardiac)|non-?cardiac/i;

/** Standard views and acoustic windows (DICOM PS3.16 CID 12226), and their abbreviations. */
const cardiac =
  /^(a[235]c|ap[235]|[235]ch|plax|psax\b.*|sax\b.*|lax\b.*|rvot|rvit?|ssn|sc|scs?4c|subcostal.*|ivc)$|parasternal|apical|subcostal|suprasternal|chamber|short[ -]axis|long[ -]axis|inflow|outflow/i;

/**
 * Class of a view by its name in a table or in the header.
 *
 * @returns undefined for an unknown name
 */
export function viewClassOf(view: string): ViewClass | undefined {
  if (fourChamber.test(view)) {
    return 'A4C';
  }
  if (unusable.test(view)) {
    return 'unusable';
  }
  return cardiac.test(view) ? 'other' : undefined;
}

/** By task id of a view classifier. */
export function viewLabels(view: ViewClass): Record<string, number> {
  return {
    viewA4C: Number(view === 'A4C'),
    viewOther: Number(view === 'other'),
    viewUnusable: Number(view === 'unusable'),
  };
}
