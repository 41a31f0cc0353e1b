/** A file cannot be decoded; the message is a sentence. */
export class DecoderFailure extends Error {
  override readonly name: string = 'DecoderFailure';
}

/** The process that decodes ended over a file, or had to be ended. */
export class DecoderDeath extends DecoderFailure {
  override readonly name = 'DecoderDeath';
}
