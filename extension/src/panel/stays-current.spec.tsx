/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render } from '@testing-library/react';
import { displaySetOf } from '../clips/testing';
import { foundSegmentation, outlinedFrame } from '../contours/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, viewCheckOf } from '../inference/fake-worker';
import { foundClassifier, manifest } from '../models/testing';
import { measuredId } from '../report/decisions';
import type { Session } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { Panel } from './Panel';
import { panelTabs } from './state';
import { standInForBrowser } from './testing';
import { SessionContext } from './use-session';

standInForBrowser();

afterEach(cleanup);

const other = {
  manifest: { ...manifest, name: 'Other model' },
  modelUrl: 'http://localhost/models/other/',
};

/** Two A4C clips of 30 frames with contours, and one of another view. */
function studyOf() {
  const viewer = fakeViewer([
    displaySetOf(1),
    displaySetOf(2, { Manufacturer: 'Philips' }),
    displaySetOf(3),
  ]);
  const worker = () =>
    fakeWorker({
      classifyView: ({ SOPInstanceUID }) =>
        Promise.resolve(viewCheckOf(SOPInstanceUID === '1.2.3.3' ? 0.1 : 0.95)),
      segmentFrames: ({ frames }) =>
        Promise.resolve({
          framesPerRequest: 4,
          frames: frames.map(({ frameIndex }) => outlinedFrame(2 * frameIndex)),
        }),
    });
  const session = sessionOver(viewer, worker(), {
    startWorker: worker,
    findViewClassifier: () => Promise.resolve(foundClassifier),
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
    offeredModels: () => Promise.resolve([other]),
  });
  return { session, viewer };
}

const show = (session: Session) =>
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
    { container: document.body.appendChild(document.createElement('div')) },
  );

/** What a panel says, and the section on the screen. */
function textsOf(container: HTMLElement): string[] {
  return [...container.querySelectorAll<HTMLElement>('.echonet-panel, [role="tabpanel"]')]
    .filter(({ hidden }) => !hidden)
    .map(({ textContent }) => textContent);
}

describe('a panel that has lived through a reading', () => {
  it('says in every section what one says that is opened now', async () => {
    const { session, viewer } = studyOf();
    const live = show(session).container;
    await act(settled);
    const [first, second, third] = session.store.get().clips;
    const { decisions } = session.reports;
    const { edits } = session.contours;
    const steps: Readonly<Record<string, () => unknown>> = {
      run: () => session.runs.start(),
      'accept EF': () => decisions.decide(measuredId('EF'), 'accepted'),
      'accept all': () => decisions.decideAll('accepted'),
      'type EF': () => edits.typeValue(first, 'EF', 33),
      undo: () => viewer.history.at(-1)?.undo(),
      'choose a beat': () => edits.chooseBeats(first, [1]),
      reset: () => edits.reset(first),
      'two clips': () => session.clips.choose(second.SOPInstanceUID, true),
      'run both': () => session.runs.start(),
      'show the second': () => session.clips.show(second),
      'reject EDV': () => decisions.decide(measuredId('EDV'), 'rejected'),
      german: () => {
        viewer.shownLanguage = 'de';
        session.showTab('models');
      },
      'show the third': () => session.clips.show(third),
      'run the third': () => session.runs.start(),
      'drop the first': () => session.clips.choose(first.SOPInstanceUID, false),
      study: () => session.study.analyse(),
      map: () => session.saliency.toggle(),
      compare: () => session.models.compare(other),
      'other model': () => session.models.choose(other),
      'run with it': () => session.runs.start(),
      'show the first': () => session.clips.show(first),
      overlay: () => session.countOverlay(1),
      'clips vanish': () => {
        viewer.study = viewer.study.slice(0, 1);
        viewer.active = viewer.study[0].displaySetInstanceUID;
        viewer.changed();
      },
      leave: () => session.showTab('results'),
    };
    for (const [step, happens] of Object.entries(steps)) {
      act(() => session.showTab('report'));
      await act(async () => void (await happens()));
      await act(settled);
      const fresh = show(session);
      expect([step, ...textsOf(live)]).toEqual([step, ...textsOf(fresh.container)]);
      for (const tab of panelTabs) {
        act(() => session.showTab(tab));
        expect([step, tab, ...textsOf(live)]).toEqual([step, tab, ...textsOf(fresh.container)]);
      }
      fresh.unmount();
    }
  }, 120_000);
});
