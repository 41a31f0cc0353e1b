import { describe, expect, it } from '@jest/globals';
import { AnswerTooLongError, readAnswer, readAnswerText } from './read-answer';

/** An answer without an end, and how many pieces of it were asked for. */
function endless(pieceBytes: number) {
  const asked = { pieces: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        asked.pieces++;
        controller.enqueue(new Uint8Array(pieceBytes));
      },
      cancel() {
        asked.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked };
}

describe('readAnswer', () => {
  it('joins the pieces of an answer', async () => {
    const lengths: number[] = [];
    const pieces = [[1, 2], [], [3]].map((values) => Uint8Array.from(values));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        pieces.forEach((piece) => controller.enqueue(piece));
        controller.close();
      },
    });
    expect([...(await readAnswer({ body }, 3, (length) => lengths.push(length)))]).toEqual([
      1, 2, 3,
    ]);
    expect(lengths).toEqual([2, 0, 1]);
    expect(await readAnswerText(new Response('Å ≤ 山'), 100)).toBe('Å ≤ 山');
    expect(await readAnswerText(new Response(null, { status: 204 }), 100)).toBe('');
  });

  it('stops an answer that does not end, and lets go of it', async () => {
    const { body, asked } = endless(1024);
    await expect(readAnswer({ body }, 4096)).rejects.toThrow(AnswerTooLongError);
    expect(asked).toEqual({ pieces: 5, isCancelled: true });
  });
});
