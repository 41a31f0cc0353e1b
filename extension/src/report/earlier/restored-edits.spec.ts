import { describe, expect, it } from '@jest/globals';
import { TransferSyntax } from '@echonet/dicom';
import { displaySetOf } from '../../clips/testing';
import { noEdits, type ReaderEdits } from '../../contours/state';
import { foundSegmentation } from '../../contours/testing';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { sessionOver } from '../../session/testing';
import { readBack } from '../dicom/read-back';
import { structuredReport } from '../sr/structured-report';
import { measuredForTests, reportForTests, sourcesForTests, studyAttributes } from '../testing';

const uid = '1.2.3.1';

/** A study with a clip and a report on it, in which a reader had changed the contours. */
function studyWith(edits?: Partial<ReaderEdits>) {
  const report = structuredReport(
    reportForTests(1, {
      reader: { personName: 'Moeller^Ada' },
      measured: [measuredForTests(['EF'], { edits })],
    }),
    sourcesForTests(1),
    { seriesNumber: 9, seriesDescription: 'EchoNet' },
  );
  return [
    displaySetOf(1, studyAttributes),
    {
      displaySetInstanceUID: 'sr',
      Modality: 'SR',
      instances: [readBack(report, TransferSyntax.ExplicitVRLittleEndian)],
    },
  ];
}

async function analysed(edits?: Partial<ReaderEdits>) {
  const session = sessionOver(fakeViewer(studyWith(edits)), fakeWorker(), {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  await session.runs.start();
  const contours = () => session.store.get().contours.clips.get(uid)!;
  return { session, contours };
}

describe("a reader's changes in a stored report", () => {
  it('are back once the clip is analysed again, and can be taken back for good', async () => {
    const { session, contours } = await analysed({ moments: new Map([[0, { esFrame: 8 }]]) });
    expect(contours().edits).toEqual({ ...noEdits, moments: new Map([[0, { esFrame: 8 }]]) });
    const { restored, decisions } = session.reports.store.get();
    expect(restored.get(uid)).toMatchObject({ reader: 'Moeller^Ada' });
    // What another reader accepted is not accepted by this one.
    expect(decisions.size).toBe(0);
    const [clip] = session.store.get().clips;
    session.contours.edits.reset(clip);
    expect(contours().edits).toBeUndefined();
  });

  it('are none where the reader had accepted the contours as they were found', async () => {
    const { session, contours } = await analysed();
    expect(contours().findings).toBeDefined();
    expect(contours().edits).toBeUndefined();
    expect(session.reports.store.get().restored.size).toBe(0);
  });
});
