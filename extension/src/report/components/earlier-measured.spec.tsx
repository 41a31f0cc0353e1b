/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { displaySetOf } from '../../clips/testing';
import type { MeasureId } from '../../contours/measured';
import { foundSegmentation } from '../../contours/testing';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { Panel } from '../../panel/Panel';
import { standInForBrowser } from '../../panel/testing';
import { SessionContext } from '../../panel/use-session';
import type { Session } from '../../session/session';
import { sessionOver } from '../../session/testing';
import type { MeasuredClip } from '../measured-clip';
import { structuredReport } from '../sr/structured-report';
import { measuredForTests, reportForTests, sourcesForTests, studyAttributes } from '../testing';

standInForBrowser();
afterEach(cleanup);

const series = { seriesNumber: 7, seriesDescription: 'EchoNet results' };

/** The panel over clips that a stored report has measured. */
async function panelOver(measured: readonly MeasuredClip[]): Promise<Session> {
  const count = measured.length;
  const stored = {
    ...structuredReport(reportForTests(count, { measured }), sourcesForTests(count), series),
    ...{ SOPInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.8' },
  };
  const clips = measured.map((_, i) => displaySetOf(i + 1, studyAttributes));
  const report = { displaySetInstanceUID: 'sr', Modality: 'SR', instances: [stored] };
  const session = sessionOver(fakeViewer([...clips, report]), fakeWorker(), {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  return session;
}

async function rowsOfReport(...accepted: readonly (readonly MeasureId[])[]) {
  const session = await panelOver(
    accepted.map((ids, i) => measuredForTests(ids, { number: i + 1 })),
  );
  act(() => session.showTab('report'));
  return screen
    .getAllByTestId('echonet-earlier-measured')
    .map((row) => row.querySelector('th')!.textContent.trim());
}

describe('corrected contours of an earlier report', () => {
  it('are announced before anything is analysed, where there are any', async () => {
    const edits = { moments: new Map([[0, { esFrame: 8 }]]) };
    await panelOver([measuredForTests(['EF'], { edits })]);
    // Under Results and under Contours.
    const hints = screen.getAllByTestId('echonet-waiting-edits');
    expect(hints.map((one) => one.textContent)).toEqual(
      Array.from({ length: 2 }, () =>
        expect.stringMatching(
          /^A report of .* has corrected contours\. They come back when the clip is analysed\.$/,
        ),
      ),
    );
    cleanup();
    await panelOver([measuredForTests(['EF'])]);
    expect(screen.queryByTestId('echonet-waiting-edits')).toBeNull();
  });
});

describe('measured values of an earlier report', () => {
  it('say their unit before anything is analysed, and their clip where there are several', async () => {
    expect(await rowsOfReport(['EF'], ['LAIndex'])).toEqual([
      'LV ejection fraction % Clip 1',
      'LA volume index mL/m² Clip 2',
    ]);
  });

  it('need no name of a single clip', async () => {
    expect(await rowsOfReport(['EF'])).toEqual(['LV ejection fraction %']);
  });
});
