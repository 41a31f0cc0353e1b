/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { displaySetOf } from '../../clips/testing';
import type { MeasureId } from '../../contours/measured';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { Panel } from '../../panel/Panel';
import { standInForBrowser } from '../../panel/testing';
import { SessionContext } from '../../panel/use-session';
import { sessionOver } from '../../session/testing';
import { structuredReport } from '../sr/structured-report';
import { measuredForTests, reportForTests, sourcesForTests, studyAttributes } from '../testing';

standInForBrowser();
afterEach(cleanup);

const series = { seriesNumber: 7, seriesDescription: 'EchoNet results' };

async function rowsOfReport(...accepted: readonly (readonly MeasureId[])[]) {
  const count = accepted.length;
  const measured = accepted.map((ids, i) => measuredForTests(ids, { number: i + 1 }));
  const stored = {
    ...structuredReport(reportForTests(count, { measured }), sourcesForTests(count), series),
    ...{ SOPInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.8' },
  };
  const clips = accepted.map((_, i) => displaySetOf(i + 1, studyAttributes));
  const report = { displaySetInstanceUID: 'sr', Modality: 'SR', instances: [stored] };
  const session = sessionOver(fakeViewer([...clips, report]), fakeWorker());
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  act(() => session.showTab('report'));
  return screen
    .getAllByTestId('echonet-earlier-measured')
    .map((row) => row.querySelector('th')!.textContent.trim());
}

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
