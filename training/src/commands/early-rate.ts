import { UserError } from '@echonet/command-line';

/**
 * Learning rate of the first layer as a share of the last one's; undefined where all are the same.
 *
 * @throws {UserError} where layers would stay at the random weights with which they begin
 */
export function earlyRateOf({
  earlyRate,
  init,
}: {
  readonly earlyRate?: number;
  readonly init?: string;
}): number | undefined {
  if (earlyRate === 0 && init === undefined) {
    throw new UserError(
      '--early-rate 0 leaves all but the last layer as they begin; name the weights to begin with by --init.',
    );
  }
  return earlyRate === 1 ? undefined : earlyRate;
}
