/** A clip that cannot be analysed; the message is a full sentence that names the clip. */
export class ClipRefusal extends Error {
  override readonly name = 'ClipRefusal';

  /**
   * @param clip name shown to the reader
   * @param reason a full sentence: what is wrong and, if possible, what to do
   */
  constructor(
    readonly clip: string,
    readonly reason: string,
  ) {
    super(clip ? `${clip}: ${reason}` : reason);
  }
}
