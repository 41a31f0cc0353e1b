/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxManifest, onnxSegmentationManifest } from '@echonet/models/testing';
import { displaySetOf } from '../clips/testing';
import { measuredOf } from '../contours/measured-of';
import type { ClipContours } from '../contours/state';
import { foundSegmentation, outlinedFrame } from '../contours/testing';
import { fakeViewer } from '../host/testing';
import { contradictedCheck, fakeWorker, viewCheckOf } from '../inference/fake-worker';
import { foundClassifier, manifest } from '../models/testing';
import { Panel } from '../panel/Panel';
import { SessionContext } from '../panel/use-session';
import type { SessionParts } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { measuredFindings, predictedFindings } from './study-findings';

HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

/** Four clips: two A4C at rest, another view, and A4C at peak stress. */
function studyOf(
  failing?: string,
  values?: Readonly<Record<string, number>>,
  parts: Partial<SessionParts> = {},
) {
  const viewer = fakeViewer([
    displaySetOf(1),
    displaySetOf(2),
    displaySetOf(3),
    displaySetOf(4, { StageName: 'Peak', StageNumber: 3, NumberOfStages: 3 }),
  ]);
  const worker = fakeWorker({
    classifyView: ({ SOPInstanceUID }) =>
      Promise.resolve(viewCheckOf(SOPInstanceUID === '1.2.3.3' ? 0.1 : 0.95)),
    ...(values && {
      predictFrames: ({ frameIndices }) =>
        Promise.resolve({ frames: frameIndices.map(() => ({ values })) }),
    }),
    ...(failing && {
      predictFrames: (request) =>
        request.SOPInstanceUID === failing
          ? Promise.reject(Object.assign(new Error('Clip 2: no heart.'), { name: 'ClipRefusal' }))
          : fakeWorker().predictFrames(request),
    }),
  });
  const session = sessionOver(viewer, worker, {
    findViewClassifier: () => Promise.resolve(foundClassifier),
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
    ...parts,
  });
  return { session, viewer, worker };
}

function showPanel(session: ReturnType<typeof studyOf>['session']): void {
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
}

describe('analysing the whole study', () => {
  it('reads all A4C clips at rest, and chooses them, so that reports hold their mean', async () => {
    const { session } = studyOf();
    await session.study.analyse();
    const state = session.store.get();
    expect([...state.results.keys()]).toEqual(['1.2.3.1', '1.2.3.2']);
    expect([...state.choice.uids]).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(state.study.step).toBeUndefined();
    const { clips } = state.study.plan!;
    const [edv] = measuredFindings(state, clips, (uid) => measuredOf(state, uid));
    const [first, second] = edv.byClip.map((own) => own!.value);
    expect(edv.value).toBeCloseTo((first + second) / 2, 9);
    const [ef] = predictedFindings(state, clips);
    expect([ef.id, ef.byClip.length]).toEqual(['EF', 2]);
  });

  it('averages EDV, ESV and EF over the same clips, and only what the reader has not rejected', async () => {
    const scaled = (number: number) =>
      displaySetOf(number, {
        SequenceOfUltrasoundRegions: [
          {
            ...{ RegionSpatialFormat: 1, RegionDataType: 1 },
            ...{ RegionLocationMinX0: 0, RegionLocationMinY0: 0 },
            ...{ RegionLocationMaxX1: 99, RegionLocationMaxY1: 79 },
            ...{ PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3 },
            ...{ PhysicalDeltaX: 0.2, PhysicalDeltaY: 0.2 },
          },
        ],
      });
    // The heart of the second clip contracts less; it has no scale, and so no volumes.
    const worker = fakeWorker({
      classifyView: () => Promise.resolve(viewCheckOf(0.95)),
      segmentFrames: ({ SOPInstanceUID, frames }) =>
        Promise.resolve({
          framesPerRequest: 30,
          frames: frames.map(({ frameIndex }) =>
            SOPInstanceUID === '1.2.3.2'
              ? outlinedFrame(5 * Math.cos((2 * Math.PI * frameIndex) / 15))
              : outlinedFrame(frameIndex, 'cm'),
          ),
        }),
    });
    const viewer = fakeViewer([scaled(1), displaySetOf(2), scaled(3)]);
    const session = sessionOver(viewer, worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
      findSegmentationModel: () => Promise.resolve(foundSegmentation),
    });
    showPanel(session);
    await act(() => session.study.analyse());
    const measured = (uid: string, id: string) =>
      measuredOf(session.store.get(), uid).find((one) => one.id === id)?.value;
    expect(measured('1.2.3.2', 'EDV')).toBeUndefined();
    expect(measured('1.2.3.2', 'EF')).toBeLessThan(measured('1.2.3.1', 'EF')! - 10);
    const row = (id: string) =>
      screen.getAllByTestId('echonet-study-finding').find(({ dataset }) => dataset.finding === id)!;
    const shown = (id: string) => Number(row(id).dataset.value);
    const inMean = (id: string) =>
      within(row(id))
        .getAllByTestId('echonet-study-value')
        .map(({ dataset }) => dataset.averaged);
    expect(shown('EF')).toBeCloseTo(measured('1.2.3.1', 'EF')!, 9);
    expect(100 * (1 - shown('ESV') / shown('EDV'))).toBeCloseTo(shown('EF'), 2);
    expect(inMean('EF')).toEqual(['true', 'false', 'true']);
    const left = within(row('EF')).getAllByTestId('echonet-study-value')[1];
    expect(left.textContent).toMatch(/^\(\d+\)$/);
    expect(left.title).toMatch(/not averaged/);
    const mean = () => screen.queryByTestId('echonet-mean-of-clips')?.textContent;
    act(() => session.showTab('contours'));
    expect(mean()).toMatch(/^Mean of 2 clips|^Mean of 3 clips/);
    expect(mean()).toMatch(/ejection fraction: \d+ %/);
    // Rejecting EDV of a clip rejects its EF: the other complete clip alone stands for the ventricle.
    act(() => session.clips.show(session.store.get().clips[0]));
    act(() => session.reports.decisions.decide('measured.EDV', 'rejected'));
    expect(inMean('EF')).toEqual(['false', 'false', 'true']);
    expect(mean() ?? '').not.toMatch(/ejection fraction|volume at end/);
  });

  it('shows the volume of an atrium that the sector cuts off as a lower limit, and so its mean', async () => {
    const { session } = studyOf();
    showPanel(session);
    await act(() => session.study.analyse());
    const { contours } = session.store.get();
    const withAtrium = [60, 40].map((value, index) => {
      const SOPInstanceUID = `1.2.3.${index + 1}`;
      const clip = contours.clips.get(SOPInstanceUID)!;
      const isLowerLimit = index === 1 && { isLowerLimit: true as const };
      const LAVolume = { value, unit: 'mL' as const, ...isLowerLimit };
      const findings = { ...clip.findings!, values: { ...clip.findings!.values, LAVolume } };
      return [SOPInstanceUID, { ...clip, findings }] as const;
    });
    act(() =>
      session.store.set({
        contours: {
          ...contours,
          clips: new Map<string, ClipContours>([...contours.clips, ...withAtrium]),
        },
      }),
    );
    const row = screen
      .getAllByTestId('echonet-study-finding')
      .find(({ dataset }) => dataset.finding === 'LAVolume')!;
    expect([...row.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual([
      '≥ 50 mL',
      '60',
      '≥ 40',
    ]);
    expect(row.querySelector('td')!.title).toMatch(/at least the one given/);
    act(() => session.showTab('contours'));
    expect(screen.getByTestId('echonet-mean-of-clips').textContent).toMatch(/≥ 50 mL/);
  });

  it('leaves the table with the clips that are done when the run is cancelled', async () => {
    const { session } = studyOf();
    const stop = session.store.subscribe(() => {
      if (session.store.get().results.size === 1) {
        stop();
        session.runs.cancel();
      }
    });
    await session.study.analyse();
    expect(session.store.get().results.size).toBe(1);
    expect(session.store.get().study).toMatchObject({ plan: { clips: { length: 2 } } });
    expect(session.store.get().study.step).toBeUndefined();
  });

  it('ends when the view check is stopped, and analyses nothing', async () => {
    const { session } = studyOf();
    const stop = session.store.subscribe(() => {
      if (session.store.get().views.checks.size === 1) {
        stop();
        session.views.stop();
      }
    });
    await session.study.analyse();
    expect(session.store.get().results.size).toBe(0);
    expect(session.store.get().study).toEqual({});
  });

  it('shows one table with the value of each clip, which leads to the clip', async () => {
    const { session, viewer } = studyOf();
    showPanel(session);
    await act(() => session.models.load());
    act(() => session.listClips(true));
    await userEvent.click(screen.getByTestId('echonet-study-analyse'));
    await act(settled);
    expect(screen.queryByTestId('echonet-clip')).toBeNull();
    const rows = screen.getAllByTestId('echonet-study-finding');
    expect(rows.map(({ dataset }) => dataset.finding)).toEqual(
      expect.arrayContaining(['EF', 'heartRate']),
    );
    const ef = rows.filter(({ dataset }) => dataset.finding === 'EF').at(-1)!;
    expect(ef.textContent).toMatch(/^EF64 %53–756464$/);
    await userEvent.click(
      within(ef).getByRole('button', { name: 'Ejection fraction 64 %, Clip 2: show the clip' }),
    );
    expect(viewer.active).toBe('displaySet-2');
    expect([...session.store.get().choice.uids]).toEqual(['1.2.3.1', '1.2.3.2']);
    expect(
      screen.getAllByTestId('echonet-study-excluded').map(({ textContent }) => textContent),
    ).toEqual([
      'Clip 3 Probably not A4C (10 %).',
      'Clip 4 Stage of a stress test (Peak): only clips at rest are averaged.',
    ]);
  });

  it.each([
    ['en', 'A4C cannot be confirmed (borders of the left ventricle not distinct).'],
    ['de', 'A4C nicht zu bestätigen (Grenzen des linken Ventrikels nicht deutlich).'],
  ])(
    'leaves out clips whose view cannot be confirmed, and says so (%s)',
    async (language, words) => {
      const worker = fakeWorker({
        classifyView: () => Promise.resolve(contradictedCheck('sharp borders')),
      });
      const viewer = fakeViewer([displaySetOf(1), displaySetOf(2)]);
      viewer.shownLanguage = language;
      const session = sessionOver(viewer, worker, {
        findViewClassifier: () => Promise.resolve(foundClassifier),
      });
      showPanel(session);
      await act(() => session.study.analyse());
      const [excluded] = screen.getAllByTestId('echonet-study-excluded');
      expect(excluded.textContent).toBe(`Clip 1 ${words}`);
    },
  );

  it('counts in the mean of predictions the clips that have them', async () => {
    const { session } = studyOf();
    showPanel(session);
    await act(() => session.study.analyse());
    const heading = () => screen.getByRole('heading', { name: /^Predicted/ }).textContent;
    expect(heading()).toContain('mean of 2 clips');
    const results = new Map(session.store.get().results);
    results.set('1.2.3.2', { ...results.get('1.2.3.2')!, prediction: {} });
    act(() => session.store.set({ results }));
    expect(heading()).not.toContain('mean of');
  });

  it('says in the report whose measured values are decided on', async () => {
    const { session } = studyOf();
    showPanel(session);
    await act(() => session.models.load());
    await act(() => session.study.analyse());
    act(() => session.showTab('report'));
    expect(screen.getByTestId('echonet-decides-on').textContent).toBe(
      'Measured values: only those of Clip 1. Show another clip to decide on its values.',
    );
  });

  it('holds nothing of imported networks against limits of normal', async () => {
    const { tasks, onnx } = await onnxManifest();
    const { session } = studyOf(
      undefined,
      { EF: 35 },
      {
        findModel: () =>
          Promise.resolve({ manifest: { ...manifest, tasks, onnx }, modelUrl: 'http://x/' }),
        findSegmentationModel: async () => ({
          ...foundSegmentation,
          manifest: await onnxSegmentationManifest(),
        }),
      },
    );
    showPanel(session);
    await act(() => session.models.load());
    await act(() => session.study.analyse());
    const table = within(screen.getByTestId('echonet-study-table'));
    expect(table.getAllByTestId('echonet-study-finding').length).toBeGreaterThan(1);
    expect(table.queryByTestId('echonet-mark')).toBeNull();
  });

  it('says by a sign and a word which means are abnormal', async () => {
    const { session } = studyOf(undefined, { EF: 35, lead: 0.9 });
    showPanel(session);
    await act(() => session.study.analyse());
    const [ef, lead] = screen.getAllByTestId('echonet-study-finding').slice(-2);
    expect(within(ef).getByTestId('echonet-mark').textContent).toBe('▼▼ moderately reduced');
    expect(within(lead).getByTestId('echonet-mark').textContent).toBe('● detected');
  });

  it('names the clip that failed with its reason, and goes on with the next', async () => {
    const { session } = studyOf('1.2.3.1');
    showPanel(session);
    await act(() => session.study.analyse());
    expect([...session.store.get().results.keys()]).toEqual(['1.2.3.2']);
    expect(screen.getByTestId('echonet-study-failed').textContent).toMatch(
      /^Clip 1 failed\. .*no heart/,
    );
  });

  it('is offered where there are several clips to analyse', async () => {
    const session = sessionOver(fakeViewer([displaySetOf(1)]));
    showPanel(session);
    await act(() => session.models.load());
    expect(screen.queryByTestId('echonet-study-analyse')).toBeNull();
  });
});
