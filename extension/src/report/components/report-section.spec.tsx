/** @jest-environment jsdom */

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxManifest, onnxSegmentationManifest } from '@echonet/models/testing';
import { displaySetOf } from '../../clips/testing';
import { defaultConfig } from '../../config';
import { foundSegmentation, outlinedFrame } from '../../contours/testing';
import { manifest } from '../../models/testing';
import { StoreProblem } from '../archive/store-outcome';
import { studyAttributes } from '../testing';
import type { Session } from '../../session/session';
import { fakeArchive } from '../archive/testing';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { sessionOver, settled } from '../../session/testing';
import { Panel } from '../../panel/Panel';
import { standInForBrowser } from '../../panel/testing';
import { SessionContext } from '../../panel/use-session';

standInForBrowser();

// What writes DICOM files is tested by itself; here it would miss Node's encoders.
jest.mock('@echonet/dicom/part10', () => ({
  encodePart10: (dataset: unknown) => dataset,
}));

// jsPDF too; what makes the PDF has tests of its own.
jest.mock('../pdf/make-pdf', () => ({
  makePdf: () => Promise.reject(new Error('A frame is missing.')),
}));

afterEach(cleanup);

const studyOf = (count: number) =>
  Array.from({ length: count }, (_, i) => displaySetOf(i + 1, studyAttributes));

async function show(session: Session): Promise<void> {
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
}

const accept = (name: string) => screen.getByRole('button', { name: `Accept ${name}` });
const reject = (name: string) => screen.getByRole('button', { name: `Reject ${name}` });
const decided = () => screen.getByTestId('echonet-decided').textContent;

describe("the reader's word on results", () => {
  it('is given by keyboard, changed, and taken back', async () => {
    const session = sessionOver(fakeViewer(studyOf(1)));
    await show(session);
    await act(() => session.runs.start());
    expect(decided()).toBe('0 of 2 accepted, 0 rejected');
    accept('Ejection fraction').focus();
    await userEvent.keyboard('{Enter}');
    expect(accept('Ejection fraction').getAttribute('aria-pressed')).toBe('true');
    await userEvent.tab();
    expect(document.activeElement).toBe(reject('Ejection fraction'));
    await userEvent.keyboard(' ');
    expect(decided()).toBe('0 of 2 accepted, 1 rejected');
    await userEvent.keyboard(' ');
    expect(decided()).toBe('0 of 2 accepted, 0 rejected');
    await userEvent.click(screen.getByTestId('echonet-accepted-all'));
    expect(decided()).toBe('2 of 2 accepted, 0 rejected');
  });

  it('stays when another run shows the same numbers, and ends when it shows others', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(studyOf(1)), worker);
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(accept('Ejection fraction'));
    await act(() => session.runs.start());
    expect(decided()).toBe('1 of 2 accepted, 0 rejected');
    worker.predictFrames = ({ frameIndices }) =>
      Promise.resolve({ frames: frameIndices.map(() => ({ values: { EF: 30, lead: 0.25 } })) });
    await act(() => session.runs.start());
    expect(decided()).toBe('0 of 2 accepted, 0 rejected');
  });

  it('is given to what is pending alone when all are accepted, and a second time changes nothing', async () => {
    const session = sessionOver(fakeViewer(studyOf(1)));
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(reject('Pacing lead'));
    const acceptAll = screen.getByTestId<HTMLButtonElement>('echonet-accepted-all');
    await userEvent.click(acceptAll);
    expect(decided()).toBe('1 of 2 accepted, 1 rejected');
    expect(acceptAll.disabled).toBe(true);
  });

  it('is not counted on a result that has no value', async () => {
    const session = sessionOver(fakeViewer(studyOf(1)));
    await show(session);
    await act(() => session.runs.start());
    const [[uid, result]] = session.store.get().results;
    const { lead } = result.prediction;
    act(() =>
      session.store.set({ results: new Map([[uid, { ...result, prediction: { lead } }]]) }),
    );
    await userEvent.click(screen.getByTestId('echonet-accepted-all'));
    expect(decided()).toBe('1 of 1 accepted, 0 rejected');
  });

  it('is given to imported networks that nobody evaluated one by one alone', async () => {
    const { tasks, onnx } = await onnxManifest();
    const session = sessionOver(
      fakeViewer(studyOf(1)),
      fakeWorker({
        segmentFrames: ({ frames }) =>
          Promise.resolve({
            framesPerRequest: 30,
            frames: frames.map(({ frameIndex }) => outlinedFrame(frameIndex)),
          }),
      }),
      {
        findModel: () =>
          Promise.resolve({ manifest: { ...manifest, tasks, onnx }, modelUrl: 'http://x/' }),
        findSegmentationModel: async () => ({
          ...foundSegmentation,
          manifest: await onnxSegmentationManifest(),
        }),
      },
    );
    await show(session);
    await act(() => session.runs.start());
    const { decisions } = session.reports;
    const all = decisions.decidable();
    expect(all).toEqual(expect.arrayContaining(['EF', 'measured.EF', 'measured.MAPSE']));
    expect(screen.queryByTestId('echonet-accepted-all')).toBeNull();
    expect(screen.getByTestId('echonet-one-by-one').textContent).toBe(
      `Imported network, not evaluated here (${all.length} results): accept or reject one by one.`,
    );
    act(() => decisions.decideAll('accepted'));
    expect(decided()).toBe(`0 of ${all.length} accepted, 0 rejected`);
    act(() => decisions.decide('measured.EF', 'accepted'));
    expect(decided()).toBe(`1 of ${all.length} accepted, 0 rejected`);
    // What the reader typed is the reader's.
    const [typedClip] = session.store.get().clips;
    act(() => session.contours.edits.typeValue(typedClip, 'MAPSE', 12));
    expect(decisions.decidedTogether()).toEqual(['measured.MAPSE']);
    expect(screen.getByTestId('echonet-accepted-all')).toBeTruthy();
  });

  it('is given to demonstrations one by one alone, and only those go into reports', async () => {
    const session = sessionOver(
      fakeViewer([displaySetOf(1, { ...studyAttributes, Manufacturer: 'Philips' })]),
    );
    await show(session);
    await act(() => session.runs.start());
    expect(screen.queryByTestId('echonet-accepted-all')).toBeNull();
    expect(session.reports.report()?.results).toEqual([]);
    await userEvent.click(within(screen.getByTestId('echonet-demonstration')).getByText('EF'));
    await userEvent.click(screen.getByLabelText('Accept Ejection fraction'));
    expect(session.reports.report()?.results.map(({ task }) => task.id)).toEqual(['EF']);
    expect(session.reports.text()).not.toMatch(/Pacing lead/);
  });

  it('is remembered with the results when the mode is left and entered again', async () => {
    const session = sessionOver(fakeViewer(studyOf(1)));
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(accept('Ejection fraction'));
    act(() => session.close());
    expect(screen.queryByTestId('echonet-results')).toBeNull();
    act(() => session.open());
    await act(() => session.models.load());
    expect(screen.getByTestId('echonet-results').dataset.complete).toBe('true');
    expect(decided()).toBe('1 of 2 accepted, 0 rejected');
  });
});

describe('storing a report', () => {
  const storeButton = () => screen.getByTestId<HTMLButtonElement>('echonet-store-report');

  it('sends nothing before the reader confirms, and then into the study', async () => {
    const archive = fakeArchive();
    const viewer = fakeViewer(studyOf(1));
    const session = sessionOver(viewer, fakeWorker(), { archive });
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(storeButton());
    const dialog = screen.getByTestId('echonet-store-report-dialog');
    expect(dialog.textContent).toMatch(/2 results from 1 clip.*Echo archive/);
    await userEvent.click(within(dialog).getByText('Cancel'));
    expect(archive.stored).toEqual([]);
    await userEvent.click(screen.getByLabelText('Reject Ejection fraction'));
    expect(dialog.textContent).toMatch(
      /1 result from 1 clip.*Predicted: 0 of 2 accepted, 1 reject/,
    );
    await userEvent.click(storeButton());
    await userEvent.click(within(dialog).getByText('Store'));
    await act(settled);
    expect(screen.getByTestId('echonet-stored').textContent).toBe(
      'The report is stored in the archive.',
    );
    expect(archive.stored).toHaveLength(1);
    expect(archive.stored[0].part10).toMatchObject({
      StudyInstanceUID: '1.2.3',
      SOPInstanceUID: archive.stored[0].SOPInstanceUID,
      SeriesDescription: 'EchoNet results',
      VerificationFlag: 'UNVERIFIED',
    });
    expect(archive.refreshed).toEqual(['1.2.3']);
  });

  it("shows the archive's warning beside what it stored", async () => {
    const warning = 'The archive stored the object with a warning.';
    const archive = fakeArchive({ store: () => Promise.resolve({ warning }) });
    const viewer = fakeViewer(studyOf(1));
    const session = sessionOver(viewer, fakeWorker(), { archive });
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(screen.getByTestId('echonet-tab-report'));
    await act(() => session.reports.storeReport());
    expect(screen.getByTestId('echonet-stored')).toBeDefined();
    expect(screen.getByRole('alert').textContent).toBe(warning);
    expect(viewer.notices).toContain(`The report is stored in the archive. ${warning}`);
  });

  it('tells in a sentence why the archive refused, and can be tried again', async () => {
    const archive = fakeArchive({
      store: () => Promise.reject(new StoreProblem('You may not store in this archive.')),
    });
    const viewer = fakeViewer(studyOf(1));
    const session = sessionOver(viewer, fakeWorker(), { archive });
    await show(session);
    await act(() => session.runs.start());
    await userEvent.click(screen.getByTestId('echonet-tab-report'));
    await act(() => session.reports.storeReport());
    expect(screen.getByRole('alert').textContent).toBe('You may not store in this archive.');
    expect(viewer.notices).toContain('You may not store in this archive.');
    expect(storeButton().disabled).toBe(false);
  });

  it('is not offered where the source takes nothing, nor where the department forbids it', async () => {
    const session = sessionOver(fakeViewer(studyOf(1)), fakeWorker(), {
      archive: fakeArchive({ name: () => undefined }),
    });
    await show(session);
    await act(() => session.runs.start());
    expect(screen.queryByTestId('echonet-store-report')).toBeNull();
    expect(screen.getByText(/does not accept results/)).toBeDefined();
    cleanup();
    const actions = { ...defaultConfig.actions, storeReport: false, download: false };
    const forbidden = sessionOver(fakeViewer(studyOf(1)), fakeWorker(), {
      config: { ...defaultConfig, actions },
    });
    await show(forbidden);
    await act(() => forbidden.runs.start());
    expect(screen.queryByTestId('echonet-store-report')).toBeNull();
    expect(screen.queryByTestId('echonet-save-csv')).toBeNull();
    expect(screen.getByTestId('echonet-report-copy')).toBeDefined();
    expect(screen.queryByTestId('echonet-save-pdf')).toBeNull();
  });

  it('as PDF is offered where the department allows it, once something is accepted', async () => {
    const actions = { ...defaultConfig.actions, storePdf: true };
    const session = sessionOver(fakeViewer(studyOf(1)), fakeWorker(), {
      config: { ...defaultConfig, actions },
    });
    await show(session);
    await act(() => session.runs.start());
    const buttons = ['store-pdf', 'save-pdf', 'print-pdf', 'report-copy'].map((id) =>
      screen.getByTestId<HTMLButtonElement>(`echonet-${id}`),
    );
    expect(buttons.map(({ disabled }) => disabled)).toEqual([true, true, true, true]);
    expect(screen.getByText(/Only accepted results go into text and PDF/)).toBeDefined();
    await userEvent.click(accept('Ejection fraction'));
    expect(buttons.map(({ disabled }) => disabled)).toEqual([false, false, false, false]);
    await userEvent.click(screen.getByTestId('echonet-tab-report'));
    await userEvent.click(screen.getByTestId('echonet-save-pdf'));
    expect((await screen.findByRole('alert')).textContent).toBe('A frame is missing.');
  });
});

describe('the report as text', () => {
  it('is copied with units, intervals, model and what it may be used for', async () => {
    const user = userEvent.setup();
    const session = sessionOver(fakeViewer(studyOf(1)));
    await show(session);
    await act(() => session.runs.start());
    await user.click(accept('Ejection fraction'));
    await user.click(reject('Pacing lead'));
    await user.click(screen.getByTestId('echonet-report-copy'));
    const text = await navigator.clipboard.readText();
    expect(text).toMatch(/^EchoNet, /);
    expect(text).toContain(
      'Left ventricle: Ejection fraction is normal at 64 % (90 % interval 53 to 75 %). [predicted by a neural network; SIMULATED]',
    );
    expect(text).not.toMatch(/lead/);
    expect(text).toContain('1 result not accepted by the reader, not listed.');
    expect(text).toContain('Test model (simulated training) v1.0.0 (test)');
    expect(text).toContain('For research use only. Not for diagnosis.');
    expect(text).toContain('simulated');
    expect(text).not.toMatch(/P 17|Meier|1\.2\.3/);
  });
});
