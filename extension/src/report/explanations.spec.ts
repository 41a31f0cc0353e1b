import { describe, expect, it } from '@jest/globals';
import { software } from '@echonet/dicom';
import { storedExplanations } from './explanations';

const capture = {
  Manufacturer: software.manufacturer,
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.4',
  SOPInstanceUID: '1.6',
  SeriesInstanceUID: '1.5',
  StudyInstanceUID: '1.2.3',
  SourceImageSequence: [{ ReferencedSOPInstanceUID: '1.2.3.1' }],
};

const displaySet = (instance: unknown, Modality = 'OT') => ({
  displaySetInstanceUID: 'a',
  Modality,
  instances: [instance],
});

describe('captures that explain a report', () => {
  it('are those of this software, with the clip that they show', () => {
    expect(storedExplanations([displaySet(capture)])).toEqual([
      {
        SOPClassUID: capture.SOPClassUID,
        SOPInstanceUID: '1.6',
        SeriesInstanceUID: '1.5',
        StudyInstanceUID: '1.2.3',
        ofClip: '1.2.3.1',
      },
    ]);
  });

  it('are neither those of others nor damaged ones', () => {
    const others = [
      displaySet({ ...capture, Manufacturer: 'Another' }),
      displaySet({ ...capture, SourceImageSequence: undefined }),
      displaySet(capture, 'US'),
      displaySet(undefined),
      displaySet('damaged'),
    ];
    expect(storedExplanations(others)).toEqual([]);
  });
});
