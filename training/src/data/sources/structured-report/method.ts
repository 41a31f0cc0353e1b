import { imageMode, view } from './codes';

/**
 * How a number was measured, best first: the biplane method of disks that the ASE/EACVI recommend
 * (Lang et al. 2015), the single plane that the network sees, 3D; then methods with more
 * assumptions about the chamber's shape; those from one diameter last.
 */
export const methods = [
  'biplane method of disks',
  'method of disks, four-chamber view',
  '3D',
  'method of disks',
  'method of disks, another view',
  'biplane area-length or ellipse',
  'single-plane area-length or ellipse',
  'four-chamber view',
  'not said',
  'from a diameter',
] as const;

/** See {@link methods}. */
export type Method = (typeof methods)[number];

const disksBiplane = 'DCM:125207';
/** Method of Disks, Single Plane; Modified Simpson. */
const disks = new Set(['DCM:125208', 'DCM:125227']);
/** Area-Length Biplane; Biplane Ellipse. */
const biplaneShape = new Set(['DCM:125204', 'DCM:125211']);
/** Area-Length Single Plane; Single Plane Ellipse; Bullet Method. */
const singlePlaneShape = new Set(['DCM:125205', 'DCM:125226', 'DCM:125228']);
/** Cube Method; Teichholz. */
const diameter = new Set(['DCM:125206', 'DCM:125209']);

/**
 * The method that modifiers say: measurement method (CID 12227, 12228), image view (CID 12226) and
 * image mode (CID 12224), each written 'scheme:value'.
 */
export function methodOf(said: {
  readonly method?: string;
  readonly imageView?: string;
  readonly mode?: string;
}): Method {
  const { method = '', imageView, mode } = said;
  if (method === disksBiplane) return 'biplane method of disks';
  if (disks.has(method)) {
    if (imageView === undefined) return 'method of disks';
    return imageView === view.fourChamber
      ? 'method of disks, four-chamber view'
      : 'method of disks, another view';
  }
  if (biplaneShape.has(method)) return 'biplane area-length or ellipse';
  if (singlePlaneShape.has(method)) return 'single-plane area-length or ellipse';
  if (diameter.has(method)) return 'from a diameter';
  if (mode === imageMode.threeDimensional) return '3D';
  if (mode === imageMode.mMode) return 'from a diameter';
  return imageView === view.fourChamber ? 'four-chamber view' : 'not said';
}
