import { describe, expect, it } from '@jest/globals';
import { contourRegions, readContentTree, TransferSyntax } from '@echonet/dicom';
import { editableContour, isMeasured, moveControls } from '@echonet/models/measures';
import { outlinedFrame } from '../../contours/testing';
import { readBack } from '../dicom/read-back';
import { structuredReport } from '../sr/structured-report';
import { measuredForTests, reportForTests, sourcesForTests } from '../testing';
import { readEarlierReport } from './read-report';

/** A contour of the atrium, moved to the right by 3 pixels. */
function drawnAtrium(frame: number) {
  const { reading } = outlinedFrame(frame, 'cm');
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  const contour = editableContour(reading, 'LA')!;
  return moveControls(
    contour,
    contour.controls.map(() => ({ x: 3, y: 0 })),
  );
}

describe('a drawn atrium in a report', () => {
  it('is a region of the left atrium by the reader, and comes back with its control points', () => {
    const contour = drawnAtrium(8);
    const drawnAtria = new Map([[8, { contour, isCarried: true }]]);
    const dataset = readBack(
      structuredReport(
        reportForTests(1, {
          measured: [measuredForTests(['LAVolume'], { edits: { drawnAtria } })],
        }),
        sourcesForTests(1),
        { seriesNumber: 9, seriesDescription: 'EchoNet' },
      ),
      TransferSyntax.ExplicitVRLittleEndian,
    );
    const regions = contourRegions(readContentTree(dataset));
    expect(regions.every(({ structure }) => structure === 'LA')).toBe(true);
    expect(regions.find(({ frameNumber }) => frameNumber === 9)).toMatchObject({ isEdited: true });
    const restored = readEarlierReport(dataset)?.contours[0].edits?.drawnAtria?.get(8);
    expect(restored).toMatchObject({ isCarried: true, contour: { controls: contour.controls } });
    restored?.contour.outline.forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(contour.outline[i].x, 4);
      expect(y).toBeCloseTo(contour.outline[i].y, 4);
    });
  });
});
