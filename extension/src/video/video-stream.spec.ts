import { describe, expect, it } from '@jest/globals';
import { implementationClassUid } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import { videoStream } from './video-stream';

/** A Part 10 file of an H.264 clip with these fragments. */
function instanceOf(fragments: readonly number[][]): Uint8Array {
  const PixelData = fragments.map((values) => Uint8Array.from(values).buffer);
  const dataset = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
    SOPInstanceUID: '1.2.3',
    NumberOfFrames: 30,
    ...(PixelData.length > 0 && { PixelData, _vrMap: { PixelData: 'OB' } }),
  };
  return new Uint8Array(
    encodePart10(dataset, {
      TransferSyntaxUID: '1.2.840.10008.1.2.4.102',
      ImplementationClassUID: implementationClassUid.plugin,
    }),
  );
}

describe('videoStream', () => {
  it('joins the fragments of the instance', () => {
    expect([...videoStream(instanceOf([[1, 2, 3, 4]]))]).toEqual([1, 2, 3, 4]);
    expect([
      ...videoStream(
        instanceOf([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    ]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('leaves what is no Part 10 file as it is', () => {
    const stream = Uint8Array.of(0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70);
    expect(videoStream(stream)).toBe(stream);
  });

  it('refuses instances without a video, and damaged ones', () => {
    expect(() => videoStream(instanceOf([]))).toThrow('has no video.');
    const damaged = instanceOf([[1, 2]]);
    damaged.fill(0xff, 140, 200);
    expect(() => videoStream(damaged)).toThrow(/^The instance that the archive sent .+\.$/);
  });
});
