import path from 'node:path';
import { once } from './echonet';

/** Of the split and of the networks that are trained on the data. */
export const camusSeed = '2811';

/** Side of the prepared images in pixels: more than the networks', so that augmentation can enlarge. */
export const preparedSize = '256';

/** As small as the networks can be, to see that the scripts work. */
export const smallestNetwork = [
  ...['--input-size', '64', '--level-channels', '8,8,8', '--level-blocks', '0,0,1'],
  ...['--batch-size', '4'],
];

/**
 * Prepares the public CAMUS data and splits them, once. The data's own validation patients are the test
 * patients; others are drawn for calibration.
 *
 * @param camus folder with database_nifti and database_split
 * @param workers options of `echonet prepare`
 * @param size side of the images in pixels
 */
export function prepareCamus(
  camus: string,
  out: string,
  workers: readonly string[],
  size = preparedSize,
): void {
  once(
    path.join(out, 'index.json'),
    ...['prepare', '--camus', path.resolve(camus), '--size', size],
    ...['--out', out, ...workers],
  );
  once(
    path.join(out, 'split.csv'),
    ...['split', '--data', out, '--given', '--validation-share', '0.125', '--seed', camusSeed],
  );
}
