import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeInstance } from '@echonet/dicom/testing';
import { packed, part10 } from './archive-fixture';
import { receiveInstance } from './receive-instance';

const directory = mkdtempSync(path.join(tmpdir(), 'receive-'));
afterAll(() => rmSync(directory, { recursive: true }));
let number = 0;
const newFile = () => path.join(directory, `${number++}.dcm`);

/** An answer whose body arrives in chunks that end at these offsets. */
function answer(body: Uint8Array, contentType: string, ends: readonly number[] = []): Response {
  const cuts = [...new Set([0, ...ends.map((end) => end % body.length), body.length])];
  cuts.sort((a, b) => a - b);
  const pieces = cuts.slice(1).map((end, index) => body.slice(cuts[index], end));
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) {
        controller.enqueue(piece);
      } else {
        controller.close();
      }
    },
  });
  return new Response(stream, { headers: { 'Content-Type': contentType } });
}

describe('receiveInstance', () => {
  it('writes every instance whole, in whatever pieces it arrives', async () => {
    const content = fc
      .array(fc.constantFrom('\r\n', '--', '--a=b', '\r\n--a=', 'pixels', '\0'), { maxLength: 40 })
      // What the boundary itself begins with is not in the body: the sender sees to that.
      .map((words) => part10(words.join('').replaceAll('\r\n--a=b', '\r\n..a=b')));
    const ends = fc.array(fc.nat(), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(content, ends, fc.boolean(), async (file, cuts, single) => {
        const { contentType, body } = packed(file, single);
        const target = newFile();
        let touched = 0;
        const length = await receiveInstance(answer(body, contentType, cuts), target, (bytes) => {
          touched += bytes;
        });
        expect([length, touched]).toEqual([file.length, body.length]);
        expect(Buffer.compare(readFileSync(target), file)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nothing of an instance that ends early', async () => {
    const file = part10('pixels '.repeat(40_000));
    const { contentType, body } = packed(file, false);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: body.length - 5 }), async (end) => {
        const target = newFile();
        const cut = answer(body.subarray(0, end), contentType, [end >> 1]);
        await expect(receiveInstance(cut, target, () => undefined)).rejects.toThrow(/^sent /);
        expect(existsSync(target)).toBe(false);
      }),
      { numRuns: 40 },
    );
    expect(readdirSync(directory).filter((name) => !name.endsWith('.dcm'))).toEqual([]);
  });

  it.each(['\r\n--a=b', '\r\n--a=b-', '\r\n', ''])(
    'takes a whole instance without the closing boundary, after %j',
    async (end) => {
      for (const transferSyntaxUID of ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2.4.50']) {
        const file = makeInstance({ transferSyntaxUID });
        const { contentType, body } = packed(file, false);
        const open = Buffer.concat([body.subarray(0, -'\r\n--a=b--\r\n'.length), Buffer.from(end)]);
        for (const ends of [[], [open.length - 3], [open.length - 30, open.length - 1]]) {
          const target = newFile();
          await receiveInstance(answer(open, contentType, ends), target, () => undefined);
          expect(Buffer.compare(readFileSync(target), file)).toBe(0);
        }
        for (const length of [1, 8, 9, 24, 40, 100]) {
          const target = newFile();
          const cut = answer(open.subarray(0, open.length - end.length - length), contentType);
          await expect(receiveInstance(cut, target, () => undefined)).rejects.toThrow(
            'sent an answer that ends early',
          );
          expect(existsSync(target)).toBe(false);
        }
      }
    },
  );

  it('refuses an answer that breaks off in a second part', async () => {
    const { contentType, body } = packed(makeInstance(), false);
    const second = Buffer.concat([body.subarray(0, -'--\r\n'.length), Buffer.from('\r\n\r\nx')]);
    for (const cut of [second, second.subarray(0, -1), second.subarray(0, -3)]) {
      const target = newFile();
      await expect(
        receiveInstance(answer(cut, contentType), target, () => undefined),
      ).rejects.toThrow(/^sent an answer that ends early/);
      expect(existsSync(target)).toBe(false);
    }
  });

  it('refuses an answer with several parts, and one that is broken off', async () => {
    const file = part10('pixels');
    const { contentType, body } = packed(file, false);
    const two = Buffer.concat([body.subarray(0, -11), Buffer.from('\r\n'), body]);
    const target = newFile();
    await expect(
      receiveInstance(answer(two, contentType), target, () => undefined),
    ).rejects.toThrow('sent 2 parts for one instance');
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(body.subarray(0, 150));
        setTimeout(() => controller.error(new Error('connection lost')), 5);
      },
    });
    const response = new Response(broken, { headers: { 'Content-Type': contentType } });
    await expect(receiveInstance(response, target, () => undefined)).rejects.toThrow(
      'connection lost',
    );
    expect(existsSync(target)).toBe(false);
  });

  it('says that the disk, not the archive, is to blame', async () => {
    const { contentType, body } = packed(part10('pixels'), false);
    const nowhere = path.join(directory, 'missing', '1.dcm');
    await expect(
      receiveInstance(answer(body, contentType), nowhere, () => undefined),
    ).rejects.toThrow('ENOENT');
  });
});
