import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { inflateFile } from './inflate';
import { readCine } from './read-cine';
import { encodeCine } from './write-cine';

const [Rows, Columns] = [24, 32];
const frame = Uint8Array.from({ length: Rows * Columns }, (_, i) => (i * 7) & 255);
const explicitUid = '1.2.840.10008.1.2.1';

/** Meta header of a deflated file, from the preamble on. */
function deflatedMeta(): Buffer {
  const uid = Buffer.from(`${explicitUid}.99`);
  const element = Buffer.from([2, 0, 0x10, 0, 0x55, 0x49, uid.length, 0]);
  const length = Buffer.alloc(12);
  length.set([2, 0, 0, 0, 0x55, 0x4c, 4, 0]);
  length.writeUInt32LE(element.length + uid.length, 8);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, element, uid]);
}

describe('inflateFile', () => {
  let plain: Buffer;
  let dataset: Buffer;
  beforeAll(async () => {
    plain = Buffer.from(
      await encodeCine({
        frames: [frame],
        Rows,
        Columns,
        samplesPerPixel: 1,
        transferSyntax: 'explicit-little-endian',
        attributes: { SOPInstanceUID: '1.2.3', FrameTime: '33' },
      }),
    );
    dataset = plain.subarray(144 + plain.readUInt32LE(140));
  });

  it('makes a deflated file readable, which keeps its transfer syntax UID', async () => {
    const file = Buffer.concat([deflatedMeta(), deflateRawSync(dataset)]);
    const cine = await readCine(file);
    expect(cine.instance.TransferSyntaxUID).toBe(`${explicitUid}.99`);
    expect([...(await cine.frame(0)).data]).toEqual([...frame]);
  });

  it('leaves every other file as it is', () => {
    for (const content of [plain, Buffer.from('PatientID,EF\n'.repeat(40)), Buffer.alloc(0)]) {
      expect(inflateFile(content)).toEqual({ part10: content });
    }
  });

  it('throws for a deflated file that is damaged or cut off', async () => {
    const whole = Buffer.concat([deflatedMeta(), deflateRawSync(dataset)]);
    for (const end of [whole.length - 1, whole.length - 40, deflatedMeta().length]) {
      await expect(readCine(whole.subarray(0, end))).rejects.toThrow(
        'The file cannot be read as DICOM: its deflated data set is damaged or cut off.',
      );
    }
  });

  it('refuses a data set that inflates without end, before memory runs out', async () => {
    const bomb = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(readCine(Buffer.concat([deflatedMeta(), bomb]))).rejects.toThrow(
      'it inflates to more than 256 MiB',
    );
  });
});
