import { describe, expect, it } from '@jest/globals';
import { isYuvFormat, type YuvFormat, yuvToRgb } from './yuv-to-rgb';

/** A frame of one colour; planes have padded rows. */
function frameOf(
  format: YuvFormat,
  [y, cb, cr]: readonly [number, number, number],
  { matrix = null, isFullRange = false }: { matrix?: string | null; isFullRange?: boolean } = {},
) {
  const [width, height, stride] = [4, 2, 6];
  const size = stride * height;
  const data = new Uint8Array(3 * size).fill(y, 0, size);
  if (format === 'NV12') {
    for (let i = size; i < data.length; i += 2) {
      data.set([cb, cr], i);
    }
  } else {
    data.fill(cb, size, 2 * size).fill(cr, 2 * size);
  }
  const planes = [0, 1, 2].map((plane) => ({ offset: plane * size, stride }));
  return { format, width, height, data, planes, matrix, isFullRange };
}

const pixel = (frame: Parameters<typeof yuvToRgb>[0]) => [...yuvToRgb(frame).subarray(-3)];

describe('yuvToRgb', () => {
  // The bars of 100 % in 8 bits (ITU-R BT.601 and BT.709, studio range).
  it.each<[string, string | null, [number, number, number], [number, number, number]]>([
    ['white of BT.601', 'smpte170m', [235, 128, 128], [255, 255, 255]],
    ['red of BT.601', 'smpte170m', [81, 90, 240], [255, 0, 0]],
    ['green of BT.601', null, [145, 54, 34], [0, 255, 0]],
    ['blue of BT.601', 'bt470bg', [41, 240, 110], [0, 0, 255]],
    ['red of BT.709', 'bt709', [63, 102, 240], [255, 0, 0]],
    ['green of BT.709', 'bt709', [173, 42, 26], [0, 255, 0]],
    ['black', null, [16, 128, 128], [0, 0, 0]],
    ['below black', null, [3, 128, 128], [0, 0, 0]],
  ])('converts %s', (_, matrix, yuv, rgb) => {
    for (const format of ['I420', 'NV12', 'I422', 'I444'] as const) {
      const converted = pixel(frameOf(format, yuv, { matrix }));
      converted.forEach((value, colour) =>
        expect(Math.abs(value - rgb[colour])).toBeLessThanOrEqual(2),
      );
    }
  });

  it('spreads studio range over all grey values and leaves full range as it is', () => {
    expect(pixel(frameOf('I420', [126, 128, 128]))).toEqual([128, 128, 128]);
    expect(pixel(frameOf('I420', [126, 128, 128], { isFullRange: true }))).toEqual([126, 126, 126]);
  });

  it('takes each pixel from its own place in rows that are padded', () => {
    const frame = frameOf('I420', [0, 128, 128], { isFullRange: true });
    frame.data.set([10, 20, 30, 40, 99, 99, 50, 60, 70, 80, 99, 99]);
    const greys = [...yuvToRgb(frame)].filter((_, i) => i % 3 === 0);
    expect(greys).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  });

  it('knows which formats it converts', () => {
    expect(['I420', 'NV12', 'I422', 'I444'].every(isYuvFormat)).toBe(true);
    expect(['RGBX', 'I420P10', 'toString', null].some(isYuvFormat)).toBe(false);
  });
});
