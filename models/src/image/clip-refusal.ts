/** A clip cannot be read; the message is a full sentence for the reader that names the clip. */
export class ClipRefusal extends Error {
  override readonly name = 'ClipRefusal';

  /**
   * @param clip what the reader knows the clip by, see {@link clipName}
   * @param reason a full sentence: what was wrong and, where there is one, what to do
   */
  constructor(
    readonly clip: string,
    readonly reason: string,
  ) {
    super(clip ? `${clip}: ${reason}` : reason);
  }
}
