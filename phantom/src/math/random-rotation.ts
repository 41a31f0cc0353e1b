import type { RandomStream } from '@echonet/models/random';

/** A uniformly distributed rotation matrix, row by row (Shoemake, Graphics Gems III, 1992). */
export function randomRotation(random: RandomStream): Float64Array {
  const [u, v, w] = [random(), 2 * Math.PI * random(), 2 * Math.PI * random()];
  const [p, q] = [Math.sqrt(1 - u), Math.sqrt(u)];
  const [x, y, z, s] = [p * Math.sin(v), p * Math.cos(v), q * Math.sin(w), q * Math.cos(w)];
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * s),
    2 * (x * z + y * s),
    2 * (x * y + z * s),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * s),
    2 * (x * z - y * s),
    2 * (y * z + x * s),
    1 - 2 * (x * x + y * y),
  );
}
