import { describe, expect, it } from '@jest/globals';
import { measuredForTests, reportForTests } from '../testing';
import { cropOf, wantedFrames } from './key-frames';

describe('the key frames of a report', () => {
  it('are end-diastole and end-systole where what was measured is accepted, else the first frame read', () => {
    const measured = [measuredForTests(['EF']), measuredForTests([], { number: 2 })];
    const [ed, es] = measured[0].contours;
    const frames = wantedFrames(reportForTests(2, { measured })).map(
      ({ clip, frameNumber, moment }) => [clip.number, frameNumber, moment],
    );
    expect(frames).toEqual([
      [1, ed.frameNumber, 'ED'],
      [1, es.frameNumber, 'ES'],
      [2, 1, undefined],
    ]);
  });

  it('are cropped to the sector, within the image', () => {
    const outline = [
      { x: 40.5, y: -3 },
      { x: 130, y: 70.2 },
      { x: 0.5, y: 70 },
    ];
    expect(cropOf(outline, { Rows: 90, Columns: 100 })).toEqual({
      x: 0,
      y: 0,
      width: 100,
      height: 71,
    });
  });
});
