import type { NaturalizedDataset } from '@echonet/dicom';
import { foundSegmentation } from '../../contours/testing';
import { automaticReport, type AutomaticReading } from '../automatic-report';
import { measuredForTests, readingOfClips, reportManifest, studyAttributes } from '../testing';

const real = {
  ...reportManifest,
  provenance: { ...reportManifest.provenance, simulated: false },
};
/** What its clip's contours measure. */
export const automaticMeasured = measuredForTests([]);

/** Of the clip of {@link automaticReadingForTests}. */
export const automaticHeader = {
  ...studyAttributes,
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
  SOPInstanceUID: '1.2.3.1',
};

/** What the service reads of one clip. */
export function automaticReadingForTests(): AutomaticReading {
  const [{ result }] = readingOfClips(1).clips;
  return {
    date: new Date('2026-11-27T03:15:00Z'),
    manifest: real,
    segmentation: foundSegmentation.manifest,
    clips: [
      {
        SOPInstanceUID: '1.2.3.1',
        frameNumbers: [1, 3, 5],
        prediction: result.prediction,
        isA4C: true,
        isSimulated: false,
        sectorOutline: result.prepared.sector.outline,
        contours: {
          measures: automaticMeasured.results.flatMap(({ id, value, interval90 }) =>
            id === 'EF' || id === 'EDV'
              ? [{ id, value, interval90, unit: id === 'EF' ? '%' : 'mL' }]
              : [],
          ),
          contours: automaticMeasured.contours,
          beats: automaticMeasured.beats,
          isWholeBeat: true,
          grade: 'good',
        },
        warnings: [],
      },
    ],
    computedBy: 'a test',
  };
}

/** What the service stores of one clip. */
export function automaticForTests(changed: Partial<AutomaticReading> = {}): NaturalizedDataset {
  return automaticReport({
    reading: { ...automaticReadingForTests(), ...changed },
    headers: [automaticHeader],
    SOPInstanceUID: '1.2.9',
    SeriesInstanceUID: '1.2.8',
    seriesNumber: 7,
    predecessors: [],
  })!;
}
