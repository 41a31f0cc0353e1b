import { describe, expect, it } from '@jest/globals';
import { beatsIn } from '@echonet/models/measures';
import { displaySetOf } from '../clips/testing';
import { foundSegmentation, outlinedFrame } from '../contours/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { measuredId } from '../report/decisions';
import { contoursForTests, measuredForTests } from '../report/testing';
import { sessionOver } from '../session/testing';
import { stringsFor } from '../strings';
import { rowsOf } from './rows';

const english = stringsFor('en');

function rows(...[accepted, changes]: Parameters<typeof measuredForTests>) {
  const contours = contoursForTests(changes?.edits);
  const measured = measuredForTests(accepted, changes);
  return rowsOf({ measured, displaySetInstanceUID: 'displaySet-1', contours }, true, english);
}

describe('rows of accepted contours', () => {
  it('are those that an accepted value was measured from', () => {
    const ids = (...accepted: Parameters<typeof rows>) =>
      rows(...accepted).map(({ id }) => id.replace('echonet.1.2.3.1.', ''));
    expect(ids([])).toEqual([]);
    expect(ids(['heartRate'])).toEqual([]);
    expect(ids(['EDV'])).toEqual(['LV.ED']);
    expect(ids(['LAIndex'])).toEqual(['LA.ES']);
    expect(ids(['EF', 'LAVolume'])).toEqual(['LV.ED', 'LV.ES', 'LA.ES']);
  });

  it('say what was accepted, how large the chamber is in the frame, and by whom it was drawn', () => {
    const [ed] = rows(['EDV', 'EF']);
    // Half-axes of 10 and 20 pixels of 2 mm: 4/3 pi 2 * 2 * 4 mL.
    expect(ed).toMatchObject({
      frameIndex: 15,
      label: 'EchoNet: LV contour, ED',
      lines: [
        `Area ${(Math.PI * 2 * 4).toFixed(1)} cm²`,
        `Volume in this frame ${Math.round((4 / 3) * Math.PI * 16)} mL (disks)`,
        'Accepted: EDV, EF',
        expect.stringMatching(/^As found by /),
      ],
      place: 'Clip 1, frame 16',
      columns: { 'Area (cm2)': '25.1', 'Volume (mL)': '67', Edited: 'no' },
    });
  });

  it('show no contour for a value that the reader typed', () => {
    expect(rows(['EDV'], { edits: { typed: new Map([['EDV', 90]]) } })).toEqual([]);
  });

  it('have no commas in what goes into the CSV of the host', () => {
    for (const { columns } of rows(['EF', 'LAVolume'])) {
      expect(Object.entries(columns).flat().join('')).not.toContain(',');
    }
  });
});

async function analysed() {
  const viewer = fakeViewer([displaySetOf(1)]);
  const worker = fakeWorker({
    segmentFrames: ({ frames }) =>
      Promise.resolve({
        framesPerRequest: 4,
        frames: frames.map(({ frameIndex }) => outlinedFrame(frameIndex)),
      }),
  });
  const session = sessionOver(viewer, worker, {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  session.countOverlay(1);
  await session.runs.start();
  const { decisions } = session.reports;
  const accept = (id: 'EF') => decisions.decide(measuredId(id), 'accepted');
  const contours = () => session.store.get().contours.clips.get('1.2.3.1')!;
  return { viewer, session, accept, contours };
}

describe("the viewer's list of measurements", () => {
  it('has a contour from its acceptance until the acceptance is taken back', async () => {
    const { viewer, accept } = await analysed();
    expect(viewer.listed).toEqual([]);
    accept('EF');
    expect(viewer.listed).toHaveLength(2);
    accept('EF');
    expect(viewer.listed).toEqual([]);
  });

  it('has none where no viewport can show contours', async () => {
    const { viewer, session, accept } = await analysed();
    session.countOverlay(-1);
    accept('EF');
    expect(viewer.listed).toEqual([]);
    session.countOverlay(1);
    expect(viewer.listed).toHaveLength(2);
  });

  it('drops contours when an edit changes the accepted value, and has it again once undone', async () => {
    const { viewer, session, accept, contours } = await analysed();
    accept('EF');
    const [clip] = session.store.get().clips;
    const [{ esFrame }] = beatsIn(contours().findings!.beats);
    session.contours.edits.moveMoment(clip, 0, 'ES', esFrame - 2);
    session.contours.edits.chooseBeats(clip, [0]);
    expect(viewer.listed).toEqual([]);
    viewer.history.at(-1)?.undo();
    viewer.history.at(-2)?.undo();
    expect(viewer.listed).toHaveLength(2);
  });

  it('hides and shows contours by its rows, and says why a row does not go away', async () => {
    const { viewer, session, accept } = await analysed();
    accept('EF');
    viewer.rowEvents?.onVisibility(false);
    expect(session.store.get().contours.visible).toBe(false);
    expect(viewer.listed.map(({ isVisible }) => isVisible)).toEqual([false, false]);
    viewer.rowEvents?.onRefused();
    expect(viewer.notices.at(-1)).toMatch(/take the acceptance back in the EchoNet panel/);
  });

  it('is empty again after the mode was left', async () => {
    const { viewer, session, accept } = await analysed();
    accept('EF');
    session.close();
    expect(viewer.listed).toEqual([]);
  });
});
