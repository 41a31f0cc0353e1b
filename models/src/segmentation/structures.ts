/**
 * What the pixels of an apical four-chamber view show; the position of a name is its code in a label
 * map. The LV includes its papillary muscles (Lang et al. 2015); LVWall is its myocardium.
 */
export const structureNames = ['background', 'LV', 'LVWall', 'LA', 'RV', 'RA'] as const;

export type StructureName = (typeof structureNames)[number];

/** A structure of the heart: what has a border. */
export type HeartStructure = Exclude<StructureName, 'background'>;
