import { describe, expect, it } from '@jest/globals';
import { listClips } from './clip';
import { displaySetOf } from './testing';

const still = { NumberOfFrames: 1 };
const colour = {
  ImageType: ['ORIGINAL', 'PRIMARY', '', '0011'],
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
};

describe('listing the clips of a study', () => {
  it('lists a B-mode cine as eligible, with the times of its frames', () => {
    const [clip] = listClips([displaySetOf(3)]);
    expect(clip.eligibility.eligible).toBe(true);
    expect(clip.times?.source).toBe('FrameTime');
    expect(clip.times?.timesMs.slice(0, 3)).toEqual([0, 50, 100]);
    expect(clip.name).toBe('Clip 3');
  });

  it.each([
    ['a still', still, /still/],
    ['colour Doppler', colour, /colour Doppler/i],
    ['no frames', { NumberOfFrames: 0 }, /no frames/],
    [
      'another modality',
      { Modality: 'CT', SOPClassUID: '1.2.840.10008.5.1.4.1.1.2' },
      /not ultrasound/,
    ],
    ['a header without Rows', { Rows: undefined }, /Rows/],
  ])('lists %s with the reason why it cannot be read', (_what, attributes, reason) => {
    const [clip] = listClips([displaySetOf(1, attributes)]);
    expect(clip.eligibility).toEqual({
      eligible: false,
      reason: expect.stringMatching(reason) as unknown,
    });
  });

  it('lists clips by the numbers of their series and instances, however they arrived', () => {
    const numbered = (SeriesNumber?: number, InstanceNumber?: number) =>
      displaySetOf(1, {
        SeriesNumber,
        InstanceNumber,
        SeriesDescription: `${SeriesNumber}.${InstanceNumber}`,
      });
    const arrived = [numbered(10, 1), numbered(2, 12), numbered(), numbered(2, 3), numbered(1, 5)];
    expect(listClips(arrived).map(({ header }) => header?.SeriesDescription)).toEqual([
      '1.5',
      '2.3',
      '2.12',
      '10.1',
      'undefined.undefined',
    ]);
  });

  it('leaves out overlays that EchoNet has stored', () => {
    const overlay = displaySetOf(2, { Manufacturer: 'EchoNet for OHIF', Modality: 'OT' });
    expect(listClips([displaySetOf(1), overlay]).map(({ name }) => name)).toEqual(['Clip 1']);
  });

  it('tells clips that the project simulated from others', () => {
    const by = (Manufacturer?: string) => listClips([displaySetOf(1, { Manufacturer })])[0];
    expect(by('Simulated echoes, Philips style').isSimulated).toBe(true);
    expect(by('EchoNet for OHIF, simulated echoes').isSimulated).toBe(true);
    expect(by('Philips').isSimulated).toBe(false);
    expect(by().isSimulated).toBe(false);
  });

  it('keeps the rest of the study when one header is broken', () => {
    const clips = listClips([displaySetOf(1, { Rows: 'many' }), displaySetOf(2)]);
    expect(clips.map(({ eligibility }) => eligibility.eligible)).toEqual([false, true]);
  });

  it('lists a display set whose instance has no attributes at all', () => {
    const [clip] = listClips([{ displaySetInstanceUID: 'broken', instances: [{}] }]);
    expect(clip.eligibility.eligible).toBe(false);
    expect(clip.SOPInstanceUID).toBe('broken');
  });

  it('leaves reports and other objects without images out', () => {
    const report = { ...displaySetOf(1), Modality: 'SR' };
    expect(listClips([report, displaySetOf(2)])).toHaveLength(1);
  });

  it('takes regions and times as strings, as some archives send them', () => {
    const [clip] = listClips([displaySetOf(1, { NumberOfFrames: '30', FrameTime: '33.3' })]);
    expect(clip.times?.timesMs).toHaveLength(30);
    expect(clip.times?.timesMs[1]).toBeCloseTo(33.3);
  });

  it('tells two clips of one number apart', () => {
    const again = displaySetOf(2, { InstanceNumber: 1, SOPInstanceUID: '1.2.3.987654' });
    const names = listClips([displaySetOf(1), again]).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    expect(names[1]).toContain('987654');
  });

  it('names a series of stills as one entry', () => {
    const one = displaySetOf(1, still);
    const series = { ...one, instances: [...(one.instances ?? []), {}, {}] };
    expect(listClips([series])[0].name).toBe('Clip 1 and 2 more');
  });
});
