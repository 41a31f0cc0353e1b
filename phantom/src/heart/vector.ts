/** A position in cm, or a direction, in heart coordinates. */
export type Vector3 = readonly [x: number, y: number, z: number];

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** a + scale * b */
export const addScaled = (a: Vector3, b: Vector3, scale: number): Vector3 => [
  a[0] + scale * b[0],
  a[1] + scale * b[1],
  a[2] + scale * b[2],
];

export const subtract = (a: Vector3, b: Vector3): Vector3 => addScaled(a, b, -1);

export const normalize = (a: Vector3): Vector3 => {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
};

/** Unit vector of the component of `a` perpendicular to the unit vector `axis`. */
export const perpendicular = (a: Vector3, axis: Vector3): Vector3 =>
  normalize(addScaled(a, axis, -dot(a, axis)));
