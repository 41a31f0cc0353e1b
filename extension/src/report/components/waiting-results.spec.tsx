/** @jest-environment jsdom */

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxManifest, onnxSegmentationManifest } from '@echonet/models/testing';
import { displaySetOf } from '../../clips/testing';
import { defaultConfig } from '../../config';
import type { DisplaySet } from '../../host/contracts';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { Panel } from '../../panel/Panel';
import { standInForBrowser } from '../../panel/testing';
import { SessionContext } from '../../panel/use-session';
import type { Session } from '../../session/session';
import { sessionOver } from '../../session/testing';
import { fakeArchive } from '../archive/testing';
import type { AutomaticReading } from '../automatic-report';
import { automaticForTests, automaticReadingForTests } from '../earlier/testing';
import { studyAttributes } from '../testing';

standInForBrowser();

// What writes DICOM files is tested by itself; here it would miss Node's encoders.
jest.mock('@echonet/dicom/part10', () => ({
  encodePart10: (dataset: unknown) => dataset,
}));

afterEach(cleanup);

const clip = displaySetOf(1, studyAttributes);
const reportOf = (instance: unknown): DisplaySet => ({
  displaySetInstanceUID: 'sr',
  Modality: 'SR',
  SeriesNumber: 7,
  instances: [instance],
});

async function show(session: Session): Promise<void> {
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
}

describe('a study that was read before anybody opened it', () => {
  it('shows the values with unit and interval, and that nobody accepted them, without computing', async () => {
    const worker = fakeWorker();
    await show(sessionOver(fakeViewer([clip, reportOf(automaticForTests())]), worker));
    const section = screen.getByTestId('echonet-waiting').textContent;
    expect(section).toMatch(/Read automatically on 27-Nov-2026 \d\d:\d\d, not yet accepted/);
    expect(section).toContain('no person has checked it');
    const rows = screen
      .getAllByTestId('echonet-waiting-value')
      .map(({ dataset, textContent }) => [dataset.result, textContent]);
    expect(rows.map(([id]) => id)).toEqual([
      'measured.EDV',
      'measured.EF',
      'EF',
      'lead',
      'EDV',
      'ESV',
    ]);
    expect(rows[2][1]).toBe('Ejection fraction predicted55 %44–66');
    expect(worker.calls).toEqual([]);
  });

  it('folds them away beside the results of an analysis', async () => {
    await show(sessionOver(fakeViewer([clip, reportOf(automaticForTests())])));
    const waiting = screen.getByTestId('echonet-waiting');
    expect(within(waiting).getByTestId('echonet-accept-waiting').closest('details')).toBeNull();
    await userEvent.click(screen.getByTestId('echonet-run'));
    await screen.findAllByTestId('echonet-result');
    const folded = within(waiting).getByText('6 results').closest('details')!;
    expect(folded.open).toBe(false);
    expect(within(folded).getAllByTestId('echonet-waiting-value')).toHaveLength(6);
    expect(within(folded).getByTestId('echonet-accept-waiting')).toBeTruthy();
  });

  it('has them stored as accepted, in a report that follows the automatic one', async () => {
    const archive = fakeArchive();
    const viewer = fakeViewer([clip, reportOf(automaticForTests())]);
    viewer.loggedIn = { personName: 'Moeller^Ada' };
    const session = sessionOver(viewer, fakeWorker(), { archive });
    await show(session);
    await userEvent.click(screen.getByTestId('echonet-accept-waiting'));
    expect(archive.stored).toHaveLength(0);
    await userEvent.click(screen.getByTestId('echonet-accept-waiting-confirm'));
    await act(() => Promise.resolve());
    const [{ part10 }] = archive.stored;
    expect(part10).toMatchObject({
      SeriesDescription: 'EchoNet results accepted',
      SeriesNumber: 8,
    });
    // As the host shows what was stored.
    viewer.study = [...viewer.study, { ...reportOf(part10), displaySetInstanceUID: 'accepted' }];
    act(() => viewer.changed());
    expect(screen.queryByTestId('echonet-waiting')).toBeNull();
    await userEvent.click(screen.getByTestId('echonet-tab-report'));
    expect(screen.getByTestId('echonet-earlier').textContent).toContain('Ada Moeller');
  });

  it('offers no acceptance where reports cannot be stored', async () => {
    const study = [clip, reportOf(automaticForTests())];
    await show(
      sessionOver(fakeViewer(study), fakeWorker(), {
        archive: fakeArchive({ name: () => undefined }),
      }),
    );
    expect(screen.getByTestId('echonet-waiting')).toBeDefined();
    expect(screen.queryByTestId('echonet-accept-waiting')).toBeNull();
    cleanup();
    const actions = { ...defaultConfig.actions, storeReport: false };
    await show(
      sessionOver(fakeViewer(study), fakeWorker(), { config: { ...defaultConfig, actions } }),
    );
    expect(screen.queryByTestId('echonet-accept-waiting')).toBeNull();
  });

  it('offers no acceptance of all values of an imported network that nobody evaluated', async () => {
    const { tasks, onnx } = await onnxManifest();
    const { manifest } = automaticReadingForTests();
    const imports: Partial<AutomaticReading>[] = [
      { segmentation: await onnxSegmentationManifest() },
      { manifest: { ...manifest, tasks, onnx } },
    ];
    for (const imported of imports) {
      const archive = fakeArchive();
      const study = [clip, reportOf(automaticForTests(imported))];
      const session = sessionOver(fakeViewer(study), fakeWorker(), { archive });
      await show(session);
      expect(screen.getByTestId('echonet-waiting-one-by-one').textContent).toMatch(/one by one\.$/);
      expect(screen.queryByTestId('echonet-accept-waiting')).toBeNull();
      await act(() => session.reports.acceptWaiting());
      expect(archive.stored).toHaveLength(0);
      cleanup();
    }
  });

  it('tells why a report cannot be accepted', async () => {
    const archive = fakeArchive();
    const viewer = fakeViewer([clip, reportOf(automaticForTests())]);
    const session = sessionOver(viewer, fakeWorker(), { archive });
    await show(session);
    viewer.study = [clip];
    await act(() => session.reports.acceptWaiting());
    expect(screen.getByRole('alert').textContent).toMatch(/no longer in this study/);
    expect(archive.stored).toHaveLength(0);
  });
});
