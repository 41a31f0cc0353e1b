/*
 * Heart coordinates, cm: the origin is the epicardial apex of the left ventricle, which hardly moves;
 * z is the ventricle's long axis towards the base, x to the lateral wall (the patient's left), y
 * to the inferior wall. Angles around the long axis run from the lateral wall through the
 * anterior one: lateral 0, anterior 60, anteroseptal 120, inferoseptal 180, inferior 240,
 * inferolateral 300 degrees, as the six segments of Cerqueira et al., Circulation 105:539 (2002).
 */

/** Unit vector perpendicular to the long axis at an angle in degrees, counted as above. */
export function towards(degrees: number): readonly [x: number, y: number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), -Math.sin(angle)];
}
