/** The content of an answer is longer than its reader accepts. */
export class AnswerTooLongError extends Error {
  override readonly name = 'AnswerTooLongError';

  constructor(readonly mostBytes: number) {
    super(`The answer is longer than ${Math.round(mostBytes / 1024 / 1024)} MiB.`);
  }
}

export interface Answer {
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Reads the content of an HTTP answer. One that is too long is not read on, so that no server fills the
 * memory.
 *
 * @param onBytes called with the length of each piece
 * @throws AnswerTooLongError, or what the connection rejects with
 */
export async function readAnswer(
  { body }: Answer,
  mostBytes: number,
  onBytes: (length: number) => void = () => undefined,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    length += piece.value.length;
    if (length > mostBytes) {
      await reader?.cancel();
      throw new AnswerTooLongError(mostBytes);
    }
    onBytes(piece.value.length);
    pieces.push(piece.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Reads an answer as UTF-8 text, see {@link readAnswer}. */
export async function readAnswerText(
  answer: Answer,
  mostBytes: number,
  onBytes?: (length: number) => void,
): Promise<string> {
  return new TextDecoder().decode(await readAnswer(answer, mostBytes, onBytes));
}
