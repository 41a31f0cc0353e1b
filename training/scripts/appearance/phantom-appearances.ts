import { phantomImage } from '@echonet/phantom/appearance';
import { heartAppearance, type HeartAppearance } from './heart-appearance';

/** End of the ejection in the simulated cycle. */
const endSystole = 0.36;

/** A4C images of simulated patients, every other one at end-systole. */
export function phantomAppearances(
  seed: number,
  count: number,
  { varied, pixelsPerCm }: { readonly varied: boolean; readonly pixelsPerCm: number },
): HeartAppearance[] {
  return Array.from({ length: count }, (_, index) => {
    const phase = index % 2 === 0 ? 0 : endSystole;
    const image = phantomImage(seed, index, 'A4C', { pixelsPerCm }, { varied, phase });
    return heartAppearance(image, image.structures());
  });
}
