import { describe, expect, it } from '@jest/globals';
import { beatsIn } from '@echonet/models/measures';
import type { Moment } from '../contours/moments';
import { foundSegmentation } from '../contours/testing';
import { measuredClip } from './measured-clip';
import { contoursForTests } from './testing';

/** A clip that shows part of a beat, without these moments. */
function clipWithout(...beyond: Moment[]) {
  const contours = contoursForTests();
  const { findings } = contours;
  const [extremes] = beatsIn(findings!.beats);
  const { curve, notes } = findings!.beats;
  return measuredClip({
    SOPInstanceUID: '1.2.3.1',
    number: 1,
    contours: {
      ...contours,
      findings: {
        ...findings!,
        beats: { kind: 'part of a beat', curve, notes, extremes, beyond, reason: 'A part.' },
      },
    },
    manifest: foundSegmentation.manifest,
    timesMs: curve.map((_, frame) => 40 * frame),
    patient: {},
    decisions: new Map(),
  })!;
}

const momentsOf = (...beyond: Moment[]) => [
  ...new Set(clipWithout(...beyond).contours.map(({ moment }) => moment)),
];

describe('what a report says of a clip that shows part of a beat', () => {
  it('has the beat and its contours where both moments are shown', () => {
    expect(momentsOf()).toEqual(['ED', 'ES']);
    expect(clipWithout().beats).toHaveLength(1);
  });

  it('names no frame end-diastole or end-systole that lies beyond the clip', () => {
    expect(momentsOf('ES')).toEqual(['ED']);
    expect(momentsOf('ED')).toEqual(['ES']);
    expect(clipWithout('ES').beats).toEqual([]);
    expect(clipWithout('ED', 'ES').contours).toEqual([]);
  });
});
