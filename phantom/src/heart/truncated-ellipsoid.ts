/**
 * Volume of an ellipsoid truncated perpendicular to its long axis: from the pole at -`semiAxis` to
 * the plane at `cut`, both relative to the centre.
 *
 * pi r1 r2 * integral_{-A}^{h} (1 - s^2 / A^2) ds
 *
 * @param radius1,radius2 half axes across, cm
 * @param semiAxis half axis along, cm
 * @param cut in -semiAxis..semiAxis, cm
 * @returns cm3, that is mL
 */
export function truncatedEllipsoidMl(
  radius1: number,
  radius2: number,
  semiAxis: number,
  cut: number,
): number {
  const along = cut + semiAxis - (cut ** 3 + semiAxis ** 3) / (3 * semiAxis ** 2);
  return Math.PI * radius1 * radius2 * along;
}

/**
 * Distance of the valve's plane beyond the centre of a chamber's ellipsoid, as a fraction of the
 * long half axis.
 */
export const truncation = 0.55;

/** Length of a chamber from its pole to its valve over its long half axis. */
export const lengthPerSemiAxis = 1 + truncation;

/** Volume of a chamber over radius1 * radius2 * length. */
export const volumeFactor = truncatedEllipsoidMl(1, 1, 1, truncation) / lengthPerSemiAxis;

/** Radius of a chamber at its valve over its largest radius. */
export const valveRadiusShare = Math.sqrt(1 - truncation ** 2);
