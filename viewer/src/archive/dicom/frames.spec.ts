import { describe, expect, it } from '@jest/globals';
import { fixtureFrames, makeInstance, type FixtureOptions } from '@echonet/dicom/testing';
import { isNative, TransferSyntax } from '@echonet/dicom';
import { readLayout } from '@echonet/dicom/node';
import { describeInstance } from './instance';

const jpeg = '1.2.840.10008.1.2.4.50';
const startOfImage = [0xff, 0xd8, 0xff, 0xdb];

/** The bytes of every frame that the table finds, and its problem. */
function cut(options: FixtureOptions): { frames: number[][]; problem?: string } {
  const file = makeInstance(options);
  const { frames: table } = describeInstance(file);
  const { bytes } = readLayout(file);
  const frames = table.frames.map((ranges) =>
    ranges.flatMap(({ offset, length }) => [...bytes.subarray(offset, offset + length)]),
  );
  return { frames, problem: table.problem };
}

function offsets(...values: number[]): Buffer {
  const table = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => table.writeUInt32LE(value, index * 4));
  return table;
}

describe('locateFrames', () => {
  it.each(Object.values(TransferSyntax).filter(isNative))(
    'slices native pixels in %s',
    (transferSyntaxUID) => {
      const { frames } = cut({ transferSyntaxUID, NumberOfFrames: 3 });
      expect(frames).toEqual(fixtureFrames(3).map((frame) => [...frame]));
    },
  );

  it('gives the frames that are there when Number of Frames says more', () => {
    const { frames, problem } = cut({
      NumberOfFrames: 12,
      pixels: Buffer.concat(fixtureFrames(6)),
    });
    expect(frames).toHaveLength(6);
    expect(problem).toBe('Number of Frames says 12, the Pixel Data holds 6.');
  });

  it('gives no frames when Number of Frames is zero', () => {
    expect(cut({ NumberOfFrames: 0, pixels: Buffer.alloc(8) })).toEqual({
      frames: [],
      problem: 'Number of Frames is zero.',
    });
  });

  it('gives no frames without pixels, and says so', () => {
    expect(cut({ without: ['7FE00010'] }).problem).toBe('The instance has no Pixel Data.');
  });

  it('gives no frames of an impossible size', () => {
    expect(cut({ without: ['00280010'] }).problem).toMatch(/^Rows, Columns/);
  });

  it('joins all fragments of a single frame', () => {
    const pixels = [Buffer.alloc(0), Buffer.from([1, 2]), Buffer.from([3, 4])];
    const { frames } = cut({ transferSyntaxUID: jpeg, NumberOfFrames: 1, pixels });
    expect(frames).toEqual([[1, 2, 3, 4]]);
  });

  it('takes one fragment per frame when there are as many', () => {
    const pixels = [Buffer.alloc(0), Buffer.from([1, 2]), Buffer.from([3, 4])];
    const { frames } = cut({ transferSyntaxUID: jpeg, NumberOfFrames: 2, pixels });
    expect(frames).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('follows the Basic Offset Table over several fragments a frame', () => {
    const fragments = [Buffer.from([1, 2]), Buffer.from([3, 4]), Buffer.from([5, 6])];
    const pixels = [offsets(0, 20), ...fragments];
    const { frames } = cut({ transferSyntaxUID: jpeg, NumberOfFrames: 2, pixels });
    expect(frames).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  it('finds frames by their start of image when there is no offset table', () => {
    const pixels = [
      Buffer.alloc(0),
      Buffer.from(startOfImage),
      Buffer.from([1, 2, 3, 4]),
      Buffer.from(startOfImage),
      Buffer.from([5, 6]),
    ];
    const { frames } = cut({ transferSyntaxUID: jpeg, NumberOfFrames: 2, pixels });
    expect(frames).toEqual([
      [...startOfImage, 1, 2, 3, 4],
      [...startOfImage, 5, 6],
    ]);
  });

  it('says so when fragments cannot be told apart, and when the offset table lies', () => {
    const fragments = [Buffer.from([1, 2]), Buffer.from([3, 4]), Buffer.from([5, 6])];
    for (const table of [Buffer.alloc(0), offsets(0, 9999)]) {
      const pixels = [table, ...fragments];
      const { frames, problem } = cut({ transferSyntaxUID: jpeg, NumberOfFrames: 2, pixels });
      expect(frames).toEqual([]);
      expect(problem).toMatch(/2 frames are spread over 3 fragments/);
    }
  });

  it('serves a video stream whole', () => {
    const pixels = [Buffer.alloc(0), Buffer.from([1, 2]), Buffer.from([3, 4])];
    const mpeg4 = '1.2.840.10008.1.2.4.102';
    const { frames } = cut({ transferSyntaxUID: mpeg4, NumberOfFrames: 30, pixels });
    expect(frames).toEqual([[1, 2, 3, 4]]);
  });
});
