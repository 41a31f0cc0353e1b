import type { Strings } from '../strings';
import type { StepCount } from './state';

/** The step in work: a frame, or a window of frames. */
export function stepText(
  { frameOf, windowOf }: Strings['run'],
  { done, count, isOfWindows = false }: StepCount,
): string {
  const stepOf = isOfWindows ? windowOf : frameOf;
  return stepOf(Math.min(done + 1, count), count);
}
