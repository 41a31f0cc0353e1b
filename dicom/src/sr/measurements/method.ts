import { DCM, SCT } from '../codes';
import { isCode, type Code } from '../coding';

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
  'another view',
  'from a diameter',
] as const;

export type Method = (typeof methods)[number];

/**
 * Methods that differ less from each other than from the methods of later tiers: three values of one
 * method are worth more than one of a better method of the same tier.
 */
export const methodTiers: readonly (readonly Method[])[] = [
  methods.slice(0, methods.indexOf('method of disks, another view')),
  methods.slice(methods.indexOf('method of disks, another view'), methods.indexOf('another view')),
  methods.slice(methods.indexOf('another view')),
];

const singlePlaneDisks = [DCM.MethodOfDisksSinglePlane, DCM.ModifiedSimpson];
const biplaneShape = [DCM.AreaLengthBiplane, DCM.BiplaneEllipse];
const singlePlaneShape = [DCM.AreaLengthSinglePlane, DCM.SinglePlaneEllipse, DCM.BulletMethod];
const diameter = [DCM.CubeMethod, DCM.Teichholz];

/** Modifiers of a measurement. */
export interface MethodModifiers {
  /** CID 12227, 12228. */
  readonly measurementMethod?: Code;
  /** CID 12226. */
  readonly imageView?: Code;
  /** CID 12224. */
  readonly imageMode?: Code;
}

export function methodOf({ measurementMethod, imageView, imageMode }: MethodModifiers): Method {
  const isOneOf = (codes: readonly Code[]) => codes.some((code) => isCode(measurementMethod, code));
  if (isCode(measurementMethod, DCM.MethodOfDisksBiplane)) {
    return 'biplane method of disks';
  }
  if (isOneOf(singlePlaneDisks)) {
    if (imageView === undefined) {
      return 'method of disks';
    }
    return isCode(imageView, SCT.ApicalFourChamber)
      ? 'method of disks, four-chamber view'
      : 'method of disks, another view';
  }
  if (isOneOf(biplaneShape)) {
    return 'biplane area-length or ellipse';
  }
  if (isOneOf(singlePlaneShape)) {
    return 'single-plane area-length or ellipse';
  }
  if (isOneOf(diameter)) {
    return 'from a diameter';
  }
  if (isCode(imageMode, SCT.ThreeDMode)) {
    return '3D';
  }
  if (isCode(imageMode, SCT.MMode)) {
    return 'from a diameter';
  }
  if (imageView === undefined) {
    return 'not said';
  }
  return isCode(imageView, SCT.ApicalFourChamber) ? 'four-chamber view' : 'another view';
}
