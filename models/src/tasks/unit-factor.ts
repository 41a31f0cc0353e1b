import type { Task } from '../model/manifest';

/**
 * Factor from pixels of the network's image, to the task's power, to the task's unit; 1 where it is not
 * counted in pixels.
 *
 * @returns undefined where the size of the pixels is needed and unknown
 */
export function unitFactor(
  { pixelExponent }: Pick<Task, 'pixelExponent'>,
  mmPerPixel: number | undefined,
): number | undefined {
  if (pixelExponent === undefined) {
    return 1;
  }
  return mmPerPixel === undefined ? undefined : (mmPerPixel / 10) ** pixelExponent;
}
