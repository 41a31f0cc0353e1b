/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxSegmentationManifest } from '@echonet/models/testing';
import { defaultConfig } from '../config';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, viewCheckOf } from '../inference/fake-worker';
import { foundClassifier } from '../models/testing';
import { Panel } from '../panel/Panel';
import { SessionContext } from '../panel/use-session';
import { measuredId } from '../report/decisions';
import type { SessionParts } from '../session/session';
import { sessionOver } from '../session/testing';
import { foundSegmentation, outlinedFrame } from './testing';

// jsdom draws no images.
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

const withModel: Partial<SessionParts> = {
  findSegmentationModel: () => Promise.resolve(foundSegmentation),
};

/** The panel after a run. */
async function shown(parts = withModel, worker = fakeWorker(), attributes = {}) {
  const viewer = fakeViewer([displaySetOf(1, attributes), displaySetOf(2)]);
  const session = sessionOver(viewer, worker, parts);
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(async () => void (await session.runs.start()));
  return { session, viewer };
}

/** Two mm a pixel, where the worker finds the sector. */
const scaled = {
  SequenceOfUltrasoundRegions: [
    {
      ...{ RegionSpatialFormat: 1, RegionDataType: 1 },
      ...{ RegionLocationMinX0: 0, RegionLocationMinY0: 0 },
      ...{ RegionLocationMaxX1: 99, RegionLocationMaxY1: 79 },
      ...{ PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3 },
      ...{ PhysicalDeltaX: 0.2, PhysicalDeltaY: 0.2 },
    },
  ],
  ...{ PatientSex: 'F', PatientAge: '050Y', PatientSize: 1.7, PatientWeight: 70 },
};

function workerWithRegion(share = 1) {
  const plain = fakeWorker();
  return fakeWorker({
    prepareClip: async (request) => {
      const prepared = await plain.prepareClip(request);
      return { ...prepared, sector: { ...prepared.sector, source: 'region' } };
    },
    segmentFrames: ({ frames }) =>
      Promise.resolve({
        framesPerRequest: 4,
        frames: frames.map(({ frameIndex }) => outlinedFrame(share * frameIndex, 'cm')),
      }),
  });
}

const textOf = (id: string) => screen.getByTestId(id).textContent;
/** Texts of the measured values. */
const measured = () =>
  new Map(
    screen
      .queryAllByTestId('echonet-measured-value')
      .map((item) => [item.dataset.measure, item.textContent]),
  );

/** Text of a measured value with its details. */
async function opened(id: string): Promise<string | null> {
  const row = screen
    .getAllByTestId('echonet-measured-value')
    .find(({ dataset }) => dataset.measure === id)!;
  await userEvent.click(within(row).getByTestId('echonet-result-open'));
  return row.textContent;
}

describe('what was measured from contours', () => {
  it('say beside the values that a mode without an overlay draws no contours', async () => {
    const { session } = await shown(withModel, workerWithRegion(), scaled);
    const results = within(screen.getByTestId('echonet-measured-section'));
    expect(results.getByTestId('echonet-no-overlay').textContent).toMatch(
      /shows neither attention maps nor contours on the clip/,
    );
    act(() => session.countOverlay(1));
    expect(results.queryByTestId('echonet-no-overlay')).toBeNull();
  });

  it('is held against no limits where nobody evaluated the network here', async () => {
    const manifest = await onnxSegmentationManifest();
    const imported = { ...foundSegmentation, manifest };
    const parts = { findSegmentationModel: () => Promise.resolve(imported) };
    const { session } = await shown(parts, workerWithRegion(), scaled);
    expect(textOf('echonet-measured-section')).toMatch(/imported, not evaluated here/);
    expect(measured().get('EF')).toMatch(/^EFLV ejection fraction \d+ % ✓✕$/);
    expect(await opened('EF')).not.toMatch(/normal|Lang|heart failure/);
    act(() => session.contours.edits.typeValue(session.store.get().clips[0], 'EF', 45));
    expect(measured().get('EF')).toMatch(/45 % ▼ mildly reduced.*heart failure: mildly reduced/);
  });

  it('stands before the predictions, with unit, interval and word', async () => {
    const manifest = { ...foundSegmentation.manifest, quality: { sharpness: 0.1 } };
    const graded = { ...foundSegmentation, manifest };
    const parts = { findSegmentationModel: () => Promise.resolve(graded) };
    await shown(parts, workerWithRegion(), scaled);
    const [contours, results] = [
      screen.getByTestId('echonet-measured-section'),
      screen.getByTestId('echonet-results'),
    ];
    expect(contours.compareDocumentPosition(results)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const values = measured();
    expect([...values.keys()]).toEqual([
      ...['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE'],
    ]);
    expect(values.get('EDV')).toMatch(
      /^EDVLV end-diastolic volume \d+ mL .*90 % interval \d+ to \d+ mL/,
    );
    expect(values.get('EF')).toMatch(/normal 4\d–6\d90 % interval 4\d to 6\d % ✓✕$/);
    expect(values.get('MAPSE')).toMatch(/ mm ✓✕$/);
    const ef = await opened('EF');
    expect(ef).toMatch(/90 % interval 4\d to 6\d %normal 54 to 74; Published.*biplane.*Lang/);
    expect(ef).toMatch(/heart failure: preserved/);
    expect(textOf('echonet-measured-section')).toMatch(
      /^Measured from contoursgood qualitySIMULATED/,
    );
    expect(textOf('echonet-contour-notes')).toBe('');
  });

  it('says that there are no volumes without a scale, and why', async () => {
    await shown();
    expect([...measured().keys()]).toEqual(['EF', 'heartRate', 'MAPSE']);
    expect(textOf('echonet-contour-notes')).toMatch(
      /No volumes, EF only\. The size of a pixel is not known: .*\./,
    );
  });

  it('names the EF of each beat, and flags what is not from a whole beat', async () => {
    await shown(withModel, workerWithRegion(2), scaled);
    await opened('EF');
    expect(textOf('echonet-beats')).toMatch(/^EF by beat: \d+(, \d+)+ %; median shown$/);
    cleanup();
    // A fifth of a heartbeat, from end-diastole into systole.
    await shown(withModel, workerWithRegion(0.1), scaled);
    expect(screen.queryByTestId('echonet-beats')).toBeNull();
    expect([...measured().keys()]).toEqual(['EDV']);
    expect(textOf('echonet-contour-notes')).toMatch(
      /Not from a whole beat.*The clip does not reach end-systole: no ESV, EF/s,
    );
  });

  it('says to check by hand where measured and predicted EF contradict each other', async () => {
    // The fixture's interval is ± 10, the reading model's ± 11.
    await shown(withModel, workerWithRegion(), scaled);
    await opened('EF');
    expect(textOf('echonet-ef-predicted')).toMatch(/^EF predicted directly64 % \(\d+–\d+\)$/);
    expect(textOf('echonet-contour-notes')).toBe('');
    cleanup();
    const worker = workerWithRegion();
    worker.predictFrames = ({ frameIndices }) =>
      Promise.resolve({ frames: frameIndices.map(() => ({ values: { EF: 30, lead: 0.25 } })) });
    await shown(withModel, worker, scaled);
    expect(textOf('echonet-contour-notes')).toMatch(/check manually/);
    cleanup();
    // A demonstration contradicts nothing.
    await shown(withModel, worker, { ...scaled, Manufacturer: 'Philips' });
    expect(textOf('echonet-contour-notes')).toBe('');
    await opened('EF');
    expect(screen.queryByTestId('echonet-ef-predicted')).toBeNull();
  });

  it('is withheld where the contours show what no heart has', async () => {
    const rateContours = () => Promise.resolve({ quality: { atriumBelowShare: 0.1 } });
    await shown(withModel, fakeWorker({ rateContours }));
    expect(measured().size).toBe(0);
    expect(textOf('echonet-contour-notes')).toMatch(/contours not credible \(LA above the LV/);
  });

  it('says that the edge of the sector cuts the atrium off, where it has a volume', async () => {
    const cutting = (worker: ReturnType<typeof fakeWorker>) => ({
      ...worker,
      segmentFrames: async (...request: Parameters<typeof worker.segmentFrames>) => {
        const { frames, ...reply } = await worker.segmentFrames(...request);
        const cut = frames.map(({ reading, quality }) => ({
          reading,
          ...(quality && { quality: { ...quality, atriumBorderShare: 0.3 } }),
        }));
        return { ...reply, frames: cut };
      },
    });
    const { session } = await shown(withModel, cutting(workerWithRegion()), scaled);
    expect([...measured().keys()]).toContain('LAVolume');
    expect(textOf('echonet-contour-notes')).toMatch(/Left atrium cut off.*at least/);
    // The volume that a reader typed is no lower limit.
    act(() => session.contours.edits.typeValue(session.store.get().clips[0], 'LAVolume', 60));
    expect(textOf('echonet-contour-notes')).not.toMatch(/atrium/);
    cleanup();
    await shown(withModel, cutting(fakeWorker()));
    expect([...measured().keys()]).not.toContain('LAVolume');
    expect(textOf('echonet-contour-notes')).not.toMatch(/atrium/);
  });

  it('says that nothing was found in any frame', async () => {
    const worker = fakeWorker({
      segmentFrames: ({ frames }) =>
        Promise.resolve({
          framesPerRequest: 4,
          frames: frames.map(() => ({ reading: { reason: 'No left ventricle.' } })),
        }),
    });
    await shown(withModel, worker);
    const notes = textOf('echonet-contour-notes');
    expect(notes).toMatch(/Nothing measured\. .*in 0 of 30 frames/);
    expect(notes).not.toContain('No volumes');
    expect(textOf('echonet-measured-section')).not.toContain('good quality');
  });

  it('warns of clips of another view', async () => {
    const { session } = await shown(
      {
        ...withModel,
        findViewClassifier: () => Promise.resolve(foundClassifier),
      },
      fakeWorker({ classifyView: () => Promise.resolve(viewCheckOf(0.1)) }),
    );
    await act(() => session.runs.scoreAnyway('1.2.3.1'));
    expect(textOf('echonet-measured')).toMatch(/Not A4C/);
  });

  it('names whom the model was trained on and its licence, also in its card', async () => {
    await shown();
    expect(textOf('echonet-contour-model')).toBe(
      'Contours: Segmentation fixture (simulated training) v1.0.0, trained on 80 patients; ' +
        'licence a licence',
    );
    expect(textOf('echonet-notice')).toMatch(/never on real ones\. Contours: simulated/);
    const card = screen.getByText('a publication').closest('dl');
    expect(card?.textContent).toMatch(/Trained onphantoms \(80 patients\)Licencea licenceCitation/);
  });

  it('shows and hides contours and their parts', async () => {
    const { session } = await shown();
    await userEvent.click(screen.getByRole('tab', { name: 'Contours' }));
    await userEvent.click(screen.getByRole('button', { name: 'Wall' }));
    expect(session.store.get().contours.parts).toEqual({ wall: true, atrium: false, axis: true });
    const toggle = screen.getByTestId('echonet-contours-toggle');
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(toggle);
    expect(session.store.get().contours.visible).toBe(false);
    expect(toggle.textContent).toBe('Show contours Shift+E');
    expect(screen.queryByRole('button', { name: 'Wall' })).toBeNull();
  });

  it('says why a clip has no contours', async () => {
    const segmentFrames = () => Promise.reject(new Error('The weights are damaged.'));
    await shown(withModel, fakeWorker({ segmentFrames }));
    expect(textOf('echonet-measured-section')).toMatch(/The weights are damaged/);
    expect(screen.getByTestId('echonet-results')).toBeTruthy();
  });

  it('is accepted or rejected value by value', async () => {
    const { session } = await shown(withModel, workerWithRegion(), scaled);
    await userEvent.click(screen.getByRole('button', { name: 'Reject LV ejection fraction' }));
    const { decisions } = session.reports.store.get();
    expect(decisions.get(measuredId('EF'))?.decision).toBe('rejected');
    expect(decisions.size).toBe(1);
  });

  it('follows the clip on the screen', async () => {
    const { viewer } = await shown();
    act(() => viewer.show('displaySet-2'));
    expect(screen.queryByTestId('echonet-contours')).toBeNull();
    expect(screen.queryByTestId('echonet-measured-section')).toBeNull();
  });
});

const nextPaint = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('the volume curve in the panel', () => {
  it('marks ED and ES, and its line follows the frame on the screen', async () => {
    const { viewer } = await shown(withModel, workerWithRegion(), scaled);
    const curve = screen.getByTestId('echonet-volume-curve');
    const moments = [...curve.querySelectorAll('[data-moment] text')].map(
      (mark) => mark.textContent,
    );
    expect(moments.slice(0, 2)).toEqual(['ED', 'ES']);
    const cursor = curve.querySelector('.echonet-curve-cursor');
    const positions: (string | null | undefined)[] = [];
    for (const frame of [0, 29]) {
      viewer.frameIndex = frame;
      await nextPaint();
      await nextPaint();
      positions.push(cursor?.getAttribute('transform'));
      expect(curve.getAttribute('aria-valuenow')).toBe(String(frame + 1));
      expect(curve.getAttribute('aria-valuetext')).toMatch(/^Frame \d+: \d+ mL/);
    }
    expect(positions).toEqual(['translate(28 0)', 'translate(262 0)']);
  });

  it('marks the R waves of the header that lie within the clip', async () => {
    const rWaves = { RWaveTimeVector: [-300, 500, 1300] };
    await shown(withModel, workerWithRegion(), { ...scaled, ...rWaves });
    const waves = screen
      .getByTestId('echonet-volume-curve')
      .querySelectorAll('.echonet-curve-r-wave');
    expect([...waves].map(({ textContent }) => textContent)).toEqual(['R', 'R']);
  });

  it('leads to frames by click, arrow keys and the buttons for ED and ES', async () => {
    const { viewer, session } = await shown(withModel, workerWithRegion(), scaled);
    const curve = screen.getByTestId('echonet-volume-curve');
    curve.getBoundingClientRect = () => new DOMRect(100, 0, 270, 112);
    await userEvent.pointer({ keys: '[MouseLeft]', target: curve, coords: { clientX: 362 } });
    expect(viewer.frameIndex).toBe(29);
    await userEvent.keyboard('{ArrowLeft}');
    expect(viewer.frameIndex).toBe(28);
    await userEvent.keyboard('{Home}');
    expect(viewer.frameIndex).toBe(0);
    const { beats } = session.store.get().contours.clips.get('1.2.3.1')!.findings!;
    const [{ esFrame }] = beats.kind === 'whole beats' ? beats.beats : [];
    await userEvent.click(screen.getByTestId('echonet-next-ES'));
    expect(viewer.frameIndex).toBe(esFrame);
  });
});

describe('without a segmentation model', () => {
  it('there is one line that says so', async () => {
    await shown({});
    expect(textOf('echonet-no-contours')).toMatch(/not installed \(see docs\/WEIGHTS\.md\)/);
    expect(screen.queryByTestId('echonet-contours')).toBeNull();
    expect(document.body.textContent?.match(/contours/gi)).toHaveLength(1);
  });

  it('there is not even that where the configuration wants none', async () => {
    await shown({ config: { ...defaultConfig, segmentation: false } });
    expect(document.body.textContent).not.toMatch(/contours/i);
  });

  it('that can be used, the reason is shown', async () => {
    await shown({ findSegmentationModel: () => Promise.reject(new Error('Its hash differs.')) });
    expect(textOf('echonet-error')).toMatch(/Its hash differs/);
  });
});
