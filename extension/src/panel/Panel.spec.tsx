/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxManifest } from '@echonet/models/testing';
import { displaySetOf, loaderWith } from '../clips/testing';
import { defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import { BackendFault } from '../inference/backend-fault';
import {
  contradictedCheck,
  fakeWorker,
  type FakeWorker,
  startReplyOf,
  viewCheckOf,
} from '../inference/fake-worker';
import { foundClassifier, manifest } from '../models/testing';
import type { Session } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { Panel } from './Panel';
import { SessionContext } from './use-session';

// jsdom draws no images.
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

async function show(session: Session): Promise<void> {
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
}

const runButton = () => screen.getByTestId<HTMLButtonElement>('echonet-run');

describe('the EchoNet panel', () => {
  it('says research use and simulated training data before anything is run', async () => {
    await show(sessionOver(fakeViewer()));
    const notice = screen.getByTestId('echonet-notice');
    expect(notice.textContent).toMatch(/research use only/);
    expect(notice.textContent).toMatch(/Trained on simulated echocardiograms \(300 patients\)/);
  });

  it('says what a model of real echoes was trained on', async () => {
    const provenance = { ...manifest.provenance, simulated: false, data: 'our echo lab, 2019' };
    const session = sessionOver(fakeViewer(), fakeWorker(), {
      findModel: () =>
        Promise.resolve({ manifest: { ...manifest, provenance }, modelUrl: 'http://x/' }),
    });
    await show(session);
    expect(screen.getByTestId('echonet-notice').textContent).toMatch(
      /Trained on our echo lab \(300 patients\)/,
    );
    expect(screen.getByTestId('echonet-notice').textContent).not.toMatch(/simulated/);
  });

  it('lists all clips, and why some cannot be read', async () => {
    await show(sessionOver(fakeViewer([displaySetOf(1), displaySetOf(2, { NumberOfFrames: 1 })])));
    const [cine, still] = screen.getAllByTestId('echonet-clip');
    expect(cine.textContent).toMatch(/Clip 1.*30 frames/);
    expect(cine.getAttribute('aria-pressed')).toBe('true');
    expect(cine.getAttribute('data-sop-instance-uid')).toBe('1.2.3.1');
    expect(still.textContent).toMatch(/Clip 2.*single still image/);
  });

  it('shows a clip in the viewport when it is chosen with the keyboard', async () => {
    const viewer = fakeViewer();
    await show(sessionOver(viewer));
    screen.getAllByTestId('echonet-clip')[1].focus();
    await userEvent.keyboard('{Enter}');
    expect(viewer.active).toBe('displaySet-2');
    expect(screen.getAllByTestId('echonet-clip')[1].getAttribute('aria-pressed')).toBe('true');
  });

  it('does not offer Run for a clip that cannot be read', async () => {
    await show(sessionOver(fakeViewer([displaySetOf(1, { NumberOfFrames: 1 })])));
    expect(runButton().disabled).toBe(true);
  });

  it('says so when the study has no images', async () => {
    await show(sessionOver(fakeViewer([])));
    expect(screen.getByTestId('echonet-panel').textContent).toMatch(/No images in this study yet/);
  });

  it('shows value, unit, interval and spread of every task, and the frames they are from', async () => {
    await show(sessionOver(fakeViewer()));
    // Read aloud with a space between length and tag.
    expect(screen.getByRole('button', { name: /\d s suggested\b/ })).toBeDefined();
    await userEvent.click(runButton());
    await act(settled);
    const results = screen.getByTestId('echonet-results');
    expect(results.dataset.complete).toBe('true');
    expect(results.dataset.frameIndices).toBe('0,2,4,6,8,10,12,14,16,18,20,22,24,26,28');
    const [ef, lead] = within(results).getAllByTestId('echonet-result');
    expect(ef.dataset).toMatchObject({ task: 'EF', value: '64', unit: '%' });
    const [efLine, leadLine] = [ef, lead].map((row) =>
      within(row).getByTestId('echonet-result-open'),
    );
    expect(efLine).toBe(
      screen.getByRole('button', {
        name: 'Ejection fraction 64 % normal 90 % interval 53 to 75 %',
      }),
    );
    expect(leadLine).toBe(
      screen.getByRole('button', { name: 'Pacing lead 25 % not detected cut-off 50 %' }),
    );
    expect(efLine.textContent).toMatch(/^EF/);
    expect(ef.textContent).not.toMatch(/SD over frames/);
    await userEvent.click(efLine);
    expect(efLine.getAttribute('aria-expanded')).toBe('true');
    expect(ef.textContent).toMatch(/90 % interval 53 to 75 %normal 52 to 74.*SD over frames 8\.9/);
    expect(screen.getByTestId('echonet-backend').textContent).toMatch(/WebAssembly, 2 threads/);
  });

  it('always warns that the view was not checked', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    await act(() => session.runs.start());
    const warnings = screen.getByTestId('echonet-warnings').textContent;
    expect(warnings).toMatch(/confirm that this is an apical four-chamber \(A4C\) view/);
    expect(warnings).toMatch(/instead of 20/);
  });

  it('shows progress frame by frame, and Cancel brings Run back', async () => {
    const waiting: (() => void)[] = [];
    const worker = fakeWorker({
      predictFrames: () =>
        new Promise((resolve) =>
          waiting.push(() => resolve({ frames: [{ values: { EF: 50, lead: 0.1 } }] })),
        ),
    });
    const session = sessionOver(fakeViewer(), worker);
    await show(session);
    await userEvent.click(runButton());
    await act(settled);
    expect(screen.getByTestId('echonet-progress').textContent).toBe('Analysing frame 1 of 15');
    waiting.shift()?.();
    await act(settled);
    expect(screen.getByTestId('echonet-progress').textContent).toBe('Analysing frame 2 of 15');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('38');
    expect(screen.queryByTestId('echonet-run')).toBeNull();
    await userEvent.click(screen.getByTestId('echonet-cancel'));
    expect(screen.queryByTestId('echonet-progress')).toBeNull();
    expect(runButton().disabled).toBe(false);
  });

  it('alerts the reader to the clip that failed, and marks it', async () => {
    const viewer = fakeViewer();
    viewer.loader = loaderWith(() => ({ status: 404 }));
    const session = sessionOver(viewer);
    await show(session);
    await act(() => session.runs.start());
    expect(screen.getByRole('alert').textContent).toMatch(/Clip 1: .*HTTP 404/);
    expect(screen.getAllByTestId('echonet-clip')[0].textContent).toMatch(/failed/);
    act(() => viewer.show('displaySet-2'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('offers to look for the model again when there is none', async () => {
    let tries = 0;
    const session = sessionOver(fakeViewer(), fakeWorker(), {
      findModel: () =>
        tries++ === 0
          ? Promise.reject(new Error('EchoNet found no model: HTTP 404.'))
          : Promise.resolve({ manifest, modelUrl: 'http://x/' }),
    });
    await show(session);
    expect(screen.getByTestId('echonet-error').textContent).toMatch(/found no model/);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await act(settled);
    expect(screen.queryByTestId('echonet-error')).toBeNull();
  });

  it('says what is wrong with the configuration', async () => {
    const parts = { configProblem: 'The configuration cannot be read.' };
    await show(sessionOver(fakeViewer(), fakeWorker(), parts));
    expect(screen.getByTestId('echonet-error').textContent).toBe(parts.configProblem);
  });

  it('keeps saliency off until the reader turns it on, then offers task and opacity', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    await act(() => session.runs.start());
    const toggle = screen.getByTestId('echonet-saliency-toggle');
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    expect(screen.queryByTestId('echonet-saliency-opacity')).toBeNull();
    await userEvent.click(toggle);
    await act(settled);
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    await userEvent.selectOptions(screen.getByLabelText('Result'), 'lead');
    expect(session.store.get().saliency.taskId).toBe('lead');
    expect(screen.getByTestId('echonet-no-overlay').textContent).toMatch(/open .* EchoNet mode/);
    act(() => session.countOverlay(1));
    expect(screen.queryByTestId('echonet-no-overlay')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Opacity').valueAsNumber).toBe(0.6);
  });

  it('shows where it looked for a prediction with one click, and no longer with the next', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    await act(() => session.runs.start());
    const explain = screen.getByRole('button', { name: 'Show attention map: Pacing lead' });
    await userEvent.click(explain);
    expect(session.store.get().saliency).toMatchObject({ visible: true, taskId: 'lead' });
    expect(explain.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(explain);
    expect(session.store.get().saliency.visible).toBe(false);
  });

  it('tells how wrong the model was on held-out patients', async () => {
    await show(sessionOver(fakeViewer()));
    const card = screen.getByTestId('echonet-model').textContent;
    expect(card).toMatch(/R² 0\.610, mean absolute error 5\.25 % on 60 patients/);
    expect(card).toMatch(/A4C clips, 20 frames 100 ms apart/);
  });

  it('says beside the results on whom they were evaluated, and names the model in a tab', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    await act(() => session.runs.start());
    const chip = within(screen.getByTestId('echonet-results')).getByTestId('echonet-origin');
    expect(chip.textContent).toBe('SIMULATED');
    expect(chip.title).toBe(
      'Trained on simulated patients (simulated A4C phantoms, 300 patients); evaluated on other ' +
        'simulated patients (simulated A4C phantoms, 60 patients).',
    );
    const open = screen.getByTestId('echonet-model-open');
    expect(open.closest('section')?.textContent).toMatch(
      /^Test model \(simulated training\) v1\.0\.0/,
    );
    expect(open.closest('[role="tabpanel"]')?.hasAttribute('hidden')).toBe(true);
    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(open.closest('[role="tabpanel"]')?.hasAttribute('hidden')).toBe(false);
  });

  it('folds away why nothing faster computes', async () => {
    const { backend, ...reply } = startReplyOf('wasm');
    const passedOver = ['WebGL runs on a software adapter here.'];
    const notes = ['The model is a stored one.'];
    const worker = fakeWorker({
      start: () => Promise.resolve({ ...reply, backend: { ...backend, passedOver, notes } }),
    });
    const session = sessionOver(fakeViewer(), worker);
    await show(session);
    await act(() => session.runs.start());
    const computed = screen.getByTestId('echonet-backend');
    const folded = computed.querySelector('details');
    expect(folded?.open).toBe(false);
    expect(folded?.textContent).toMatch(/WebAssembly, 2 threads\)WebGL runs on a software/);
    expect(folded?.textContent).not.toContain('The model is a stored one.');
    expect(computed.textContent).toContain('The model is a stored one.');
  });

  it("names the reader's own key of saliency", async () => {
    const viewer = fakeViewer();
    viewer.hotkey = () => 'ctrl+right';
    await show(sessionOver(viewer));
    expect(screen.getByText('Ctrl+→')).toBeDefined();
  });

  it('marks what the first frames say as provisional until all are in', async () => {
    const waiting: (() => void)[] = [];
    let next = 50;
    const worker = fakeWorker({
      predictFrames: () =>
        new Promise((resolve) =>
          waiting.push(() => resolve({ frames: [{ values: { EF: next++, lead: 0.9 } }] })),
        ),
    });
    await show(sessionOver(fakeViewer(), worker));
    await userEvent.click(runButton());
    await act(settled);
    expect(screen.queryByTestId('echonet-results')).toBeNull();
    for (let frame = 0; frame < 3; frame++) {
      waiting.shift()?.();
      await act(settled);
    }
    expect(screen.getByTestId('echonet-provisional').textContent).toBe(
      'Provisional: 3 of 15 frames',
    );
    const results = screen.getByTestId('echonet-results');
    expect(results.dataset.complete).toBe('false');
    const [ef, lead] = within(results).getAllByTestId('echonet-result');
    expect(ef.textContent).toMatch(/Ejection fraction 51 % still changing$/);
    // Neither interval nor decision: both were measured for whole clips.
    expect(lead.textContent).not.toMatch(/cut-off/);
    while (waiting.length > 0) {
      waiting.shift()?.();
      await act(settled);
    }
    expect(screen.queryByTestId('echonet-provisional')).toBeNull();
    expect(results.dataset.complete).toBe('true');
    expect(lead.textContent).toMatch(/● detected.*cut-off/);
  });

  it('tells how much of the model has come', async () => {
    const worker = fakeWorker({
      start(_request, onProgress) {
        onProgress({ phase: 'download', bytesRead: 1_300_000, bytesTotal: 2_940_000 });
        return new Promise(() => {});
      },
    });
    await show(sessionOver(fakeViewer(), worker));
    await userEvent.click(runButton());
    await act(settled);
    expect(screen.getByTestId('echonet-progress').textContent).toBe(
      'Loading the model: 1.3 / 2.9 MB …',
    );
  });

  it('says so when another backend had to go on', async () => {
    const workers = [
      fakeWorker({ predictFrames: () => Promise.reject(new BackendFault('out of memory')) }),
      fakeWorker(),
    ];
    const session = sessionOver(fakeViewer(), workers[0], { startWorker: () => workers.shift()! });
    await show(session);
    await act(() => session.runs.start());
    expect(screen.getByTestId('echonet-switched').textContent).toBe(
      'WebAssembly stopped (out of memory); EchoNet continues with plain JavaScript.',
    );
  });

  it('shows what computes, and copies the diagnostics', async () => {
    const user = userEvent.setup();
    const session = sessionOver(fakeViewer());
    await show(session);
    await act(() => session.runs.start());
    expect(screen.getByTestId('echonet-backend-details').textContent).toBe(
      'BackendWebAssembly, 2 threadsThreads2',
    );
    await user.click(screen.getByTestId('echonet-diagnostics-copy'));
    expect(await screen.findByText(/^Copied/)).toBeDefined();
    expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({
      backend: { name: 'wasm' },
    });
    expect(screen.queryByTestId('echonet-diagnostics-text')).toBeNull();
  });

  it('shows the diagnostics to select where the clipboard is refused', async () => {
    const user = userEvent.setup();
    await show(sessionOver(fakeViewer()));
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await user.click(screen.getByTestId('echonet-diagnostics-copy'));
    const box = await screen.findByTestId<HTMLTextAreaElement>('echonet-diagnostics-text');
    expect(JSON.parse(box.value)).toMatchObject({ backend: 'not started' });
  });
});

describe('the views of clips in the panel', () => {
  const sure = (probability: number) =>
    fakeWorker({ classifyView: () => Promise.resolve(viewCheckOf(probability)) });
  const showWith = async (worker: FakeWorker) => {
    const session = sessionOver(fakeViewer(), worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
    });
    await show(session);
    await act(settled);
    return session;
  };

  it('say that nobody looks at them where there is no classifier', async () => {
    await show(sessionOver(fakeViewer()));
    expect(screen.getByTestId('echonet-no-classifier').textContent).toMatch(
      /select A4C clips yourself/,
    );
    expect(screen.queryByTestId('echonet-check-views')).toBeNull();
  });

  it('are shown with their probability and the quality of the images once checked', async () => {
    await showWith(sure(0.93));
    await userEvent.click(screen.getByTestId('echonet-check-views'));
    await waitFor(() => expect(screen.queryByTestId('echonet-views-progress')).toBeNull());
    const [facts] = screen.getAllByTestId('echonet-clip-facts');
    expect(facts.textContent).toBe(
      'A4C 93 % Image contrast 50 % · short clip: 15 of 20 frames used',
    );
    expect(facts.title).toMatch(/from 50 %\. Image contrast 50 % .*25 % of the sector black/);
    expect(screen.queryByTestId('echonet-check-views')).toBeNull();
    await userEvent.click(runButton());
    await act(settled);
    expect(screen.getByTestId('echonet-warnings').textContent).not.toMatch(/has not checked/);
    expect(screen.queryByTestId('echonet-caution')).toBeNull();
  });

  it('hold a clip back whose outlines are not those of an A4C, and say what they lack', async () => {
    await showWith(
      fakeWorker({ classifyView: () => Promise.resolve(contradictedCheck('closed ventricle')) }),
    );
    await userEvent.click(runButton());
    await act(settled);
    const reason = 'probably not A4C (left ventricle not closed by wall and atrium)';
    expect(screen.getByTestId('echonet-held-back').textContent).toContain(reason);
    expect(screen.getAllByTestId('echonet-clip-facts')[0].textContent).toContain(reason.slice(1));
    expect(screen.queryByTestId('echonet-result')).toBeNull();
  });

  it('call a clip unconfirmed, and not another view, whose walls a narrow sector cuts off', async () => {
    await showWith(
      fakeWorker({ classifyView: () => Promise.resolve(contradictedCheck('walls in the sector')) }),
    );
    await userEvent.click(runButton());
    await act(settled);
    const reason =
      'A4C cannot be confirmed (walls of the left ventricle cut off at the side of the image)';
    expect(screen.getByTestId('echonet-held-back').textContent).toContain(
      `Clip 1 was not analysed. View check: ${reason}.`,
    );
    expect(screen.getAllByTestId('echonet-clip-facts')[0].textContent).toContain(reason);
    await userEvent.click(screen.getByTestId('echonet-score-anyway'));
    await act(settled);
    for (const caution of screen.getAllByTestId('echonet-caution')) {
      expect(caution.textContent).toBe('A4C not confirmed');
      expect(caution.title).toMatch(/^View check: A4C cannot be confirmed\./);
    }
    const warnings = screen.getByTestId('echonet-warnings').textContent;
    expect(warnings).toContain(`View check: ${reason}; analysed at the reader's request.`);
    expect(document.body.textContent).not.toMatch(/not A4C/i);
  });

  it('hold a clip back that is no A4C, until the reader scores it anyway', async () => {
    await showWith(sure(0.04));
    await userEvent.click(runButton());
    await act(settled);
    expect(screen.queryByTestId('echonet-result')).toBeNull();
    expect(screen.getByTestId('echonet-held-back').textContent).toMatch(
      /Clip 1 was not analysed.* probably not A4C \(4 %; accepted from 50 %\)/,
    );
    expect(runButton().disabled).toBe(true);
    await userEvent.click(screen.getByTestId('echonet-score-anyway'));
    await act(settled);
    const results = screen.getAllByTestId('echonet-result');
    for (const result of results) {
      expect(within(result).getByTestId('echonet-caution').textContent).toBe('Not A4C');
    }
    expect(screen.getByTestId('echonet-warnings').textContent).toMatch(/at the reader's request/);
    expect(screen.queryByTestId('echonet-held-back')).toBeNull();
  });
});

describe('the tabs of the panel', () => {
  it('are chosen by arrow keys, and remembered while another tab of the viewer is open', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    const tabs = screen.getAllByRole('tab').map((tab) => tab.textContent);
    expect(tabs).toEqual(['Results', 'Attention', 'Occlusion', 'Report', 'Models']);
    screen.getByRole('tab', { selected: true }).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Occlusion');
    expect(screen.getByRole('tabpanel').id).toMatch(/occlusion$/);
    cleanup();
    await show(session);
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Occlusion');
  });
});

describe('the clips in the panel', () => {
  it('are one line once there are results, until the reader opens the list', async () => {
    const session = sessionOver(fakeViewer());
    await show(session);
    expect(screen.getAllByTestId('echonet-clip')).toHaveLength(2);
    await act(() => session.runs.start());
    expect(screen.queryByTestId('echonet-clip')).toBeNull();
    const toggle = screen.getByTestId('echonet-clips-toggle');
    expect(toggle.textContent).toMatch(/^Clip 1 ?2 clips/);
    await userEvent.click(toggle);
    expect(screen.getAllByTestId('echonet-clip')).toHaveLength(2);
    await userEvent.click(screen.getByTestId('echonet-clips-toggle'));
    expect(screen.queryByTestId('echonet-clip')).toBeNull();
  });
});

describe('an imported network that nobody evaluated here', () => {
  it('has values without a normal range', async () => {
    const imported = await onnxManifest();
    const provenance = { ...imported.provenance, simulated: false };
    const findModel = () =>
      Promise.resolve({ manifest: { ...imported, provenance }, modelUrl: 'http://x/' });
    const session = sessionOver(
      fakeViewer([displaySetOf(1, { Manufacturer: 'Philips' })]),
      fakeWorker(),
      { findModel },
    );
    await show(session);
    await act(() => session.runs.start());
    const [ef] = screen.getAllByTestId('echonet-result');
    expect(within(ef).queryByTestId('echonet-mark')).toBeNull();
    await userEvent.click(within(ef).getByTestId('echonet-result-open'));
    expect(within(ef).queryByTestId('echonet-reference')).toBeNull();
    expect(ef.textContent).toMatch(/Imported\. .*not evaluated/);
    const [chip] = screen.getAllByTestId('echonet-origin');
    expect([chip.textContent, chip.dataset.real]).toEqual([
      'imported, not evaluated here',
      'false',
    ]);
    expect(screen.getByTestId('echonet-notice').textContent).toMatch(
      /Imported network, not evaluated here; trained by its authors on/,
    );
  });
});

describe('a demonstration', () => {
  const real = () => fakeViewer([displaySetOf(1, { Manufacturer: 'Philips' })]);

  it('is folded on the clip of a real patient, without a normal range', async () => {
    const session = sessionOver(real());
    await show(session);
    await act(() => session.runs.start());
    const folded = screen.getByTestId<HTMLDetailsElement>('echonet-demonstration');
    expect(folded.open).toBe(false);
    expect(folded.querySelector('summary')?.textContent).toMatch(
      /^Demonstration: trained and evaluated on simulated patients only SIMULATED$/,
    );
    const [ef, lead] = within(folded).getAllByTestId('echonet-result');
    expect(within(ef).queryByTestId('echonet-mark')).toBeNull();
    expect(within(lead).getByTestId('echonet-mark').textContent).toBe('not detected');
    await userEvent.click(within(ef).getByTestId('echonet-result-open'));
    expect(within(ef).queryByTestId('echonet-reference')).toBeNull();
  });

  it('is not shown at all where the department wants none', async () => {
    const config = { ...defaultConfig, showDemonstration: false };
    const session = sessionOver(real(), fakeWorker(), { config });
    await show(session);
    await act(() => session.runs.start());
    expect(screen.getByTestId('echonet-results').dataset.complete).toBe('true');
    expect(screen.queryByTestId('echonet-result')).toBeNull();
  });

  it('of a second model is of every clip that is read while it is open', async () => {
    const provenance = { ...manifest.provenance, simulated: false };
    const real = { manifest: { ...manifest, provenance }, modelUrl: 'http://x/real/' };
    const simulated = { manifest, modelUrl: 'http://x/simulated/' };
    const study = [1, 2].map((number) => displaySetOf(number, { Manufacturer: 'Philips' }));
    const session = sessionOver(fakeViewer(study), fakeWorker(), {
      startWorker: () => fakeWorker(),
      findModel: (isOfReal) => Promise.resolve(isOfReal ? real : simulated),
    });
    await show(session);
    await act(() => session.runs.start());
    const read = () => [...session.store.get().demonstration.results.keys()];
    expect(read()).toEqual([]);
    const folded = screen.getByTestId<HTMLDetailsElement>('echonet-demonstration-model');
    folded.open = true;
    fireEvent(folded, new Event('toggle'));
    await act(settled);
    expect(read()).toEqual(['1.2.3.1']);
    act(() => session.clips.choose('1.2.3.2', true));
    await act(() => session.runs.start());
    await act(settled);
    expect(read()).toEqual(['1.2.3.1', '1.2.3.2']);
    folded.open = false;
    fireEvent(folded, new Event('toggle'));
  });

  it('is none where the model was evaluated on real patients', async () => {
    const provenance = { ...manifest.provenance, simulated: false, data: 'camus: 349 patients' };
    const findModel = () =>
      Promise.resolve({ manifest: { ...manifest, provenance }, modelUrl: 'http://x/' });
    const session = sessionOver(real(), fakeWorker(), { findModel });
    await show(session);
    await act(() => session.runs.start());
    expect(screen.queryByTestId('echonet-demonstration')).toBeNull();
    const [results] = screen.getAllByTestId('echonet-results');
    expect(within(results).getByTestId('echonet-origin').textContent).toBe(
      'real patients: CAMUS 300',
    );
  });
});
