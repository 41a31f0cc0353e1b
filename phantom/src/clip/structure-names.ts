/**
 * Classes of a mask; the position of a name is its code. The class of a lead is its echo: the metal
 * as wide as the beam shows it, and the comet tail below.
 */
export const structureNames = ['none', 'LV', 'LVWall', 'LA', 'RV', 'RA', 'aorta', 'lead'] as const;
