/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { container, num, reportDataset } from '@echonet/dicom/testing';
import { displaySetOf } from '../clips/testing';
import type { DisplaySet } from '../host/contracts';
import type { PriorReports, PriorStudy } from '../host/prior-reports';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { SessionContext } from '../panel/use-session';
import { sessionOver, settled } from '../session/testing';
import { SonographerLine } from './SonographerLine';
import { SonographerTable } from './SonographerTable';

afterEach(cleanup);

const title = 'DCM:125200|Adult Echocardiography Procedure Report';
const ofPatient = { StudyInstanceUID: '1.1', PatientID: 'P1', StudyDate: '20240520' };

function reportOf(values: Readonly<Record<string, number>>, StudyInstanceUID = '1.1') {
  const names: Readonly<Record<string, [name: string, unit: string]>> = {
    EF: ['LN:18043-0|Left Ventricular Ejection Fraction by US', '%'],
    EDV: ['LN:18026-5|Left Ventricular End Diastolic Volume', 'mL'],
    LAVolume: ['SCT:399235004|Left Atrium Systolic Volume', 'mL'],
  };
  const items = Object.entries(values).map(([id, value]) => num(names[id][0], value, names[id][1]));
  return reportDataset(title, [container('DCM:121070|Findings', items)], {
    ...ofPatient,
    StudyInstanceUID,
  });
}

const srDisplaySet = (instance: object): DisplaySet => ({
  displaySetInstanceUID: 'sr',
  Modality: 'SR',
  instances: [instance],
});

function sessionWith(report: object | undefined, find: PriorReports['find']) {
  const viewer = fakeViewer([
    displaySetOf(1, ofPatient),
    ...(report ? [srDisplaySet(report)] : []),
  ]);
  return sessionOver(viewer, fakeWorker(), { priorReports: { find } });
}

async function show(report: object | undefined, find: PriorReports['find']) {
  const session = sessionWith(report, find);
  render(
    <SessionContext.Provider value={session}>
      <SonographerLine />
      <SonographerTable />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  return session;
}

const cells = (measure: string) => {
  const row = screen
    .getAllByTestId('echonet-sonographer-row')
    .find(({ dataset }) => dataset.measure === measure)!;
  return within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
};

const prior = (StudyDate: string, reports: readonly unknown[], problem?: string): PriorStudy => ({
  StudyInstanceUID: `1.${StudyDate}`,
  StudyDate,
  reports,
  ...(problem && { problem }),
});

describe('measurements of the sonographer', () => {
  it("stand beside EchoNet's with their difference, by method", async () => {
    const session = await show(reportOf({ EF: 58, EDV: 120 }), () => Promise.resolve([]));
    expect(screen.getByTestId('echonet-sonographer-line').textContent).toBe(
      'Sonographer: EF 58 %, EDV 120 mL',
    );
    expect(cells('EF')).toEqual(['58', '–', '–']);
    await act(async () => void (await session.runs.start()));
    expect(cells('EF')).toEqual(['58', '64', '+6']);
    expect(cells('EDV')).toEqual(['120', '–', '–']);
    expect(screen.getByTestId('echonet-sonographer').textContent).toContain(
      'EF: sonographer method not stated; EchoNet predicted directly',
    );
  });

  it('of prior studies are searched only on request, and shown with their dates', async () => {
    let asked = 0;
    await show(reportOf({ EF: 58 }), (patient) => {
      asked++;
      expect(patient).toEqual(ofPatient);
      return Promise.resolve([
        prior('20230102', [reportOf({ EF: 61, LAVolume: 50 })]),
        prior('20220102', [], 'Reports not retrieved (HTTP 500).'),
      ]);
    });
    await act(settled);
    expect(asked).toBe(0);
    await userEvent.click(screen.getByTestId('echonet-find-priors'));
    await act(settled);
    expect(screen.getByTestId('echonet-priors-found').textContent).toMatch(/^1 earlier study has/);
    expect(cells('EF')).toEqual(['58', '–', '–', '61']);
    expect(cells('LAVolume')).toEqual(['–', '–', '–', '50']);
    expect(screen.getByRole('columnheader', { name: 'Jan 2, 2023' })).toBeTruthy();
    expect(screen.getByTestId('echonet-sonographer-problem').textContent).toBe(
      'Jan 2, 2022: Reports not retrieved (HTTP 500).',
    );
  });

  it('of another study in the viewer are not those of this one', async () => {
    await show(reportOf({ EF: 58 }, '1.9'), () => Promise.resolve([]));
    expect(screen.queryByTestId('echonet-sonographer-line')).toBeNull();
    expect(screen.getByTestId('echonet-sonographer').textContent).toContain(
      'No report in this study',
    );
  });

  it('say in a sentence why the archive was not searched, and try again', async () => {
    let isUp = false;
    await show(undefined, () =>
      isUp ? Promise.resolve([]) : Promise.reject(new Error('the archive did not answer')),
    );
    await userEvent.click(screen.getByTestId('echonet-find-priors'));
    await act(settled);
    const problem = screen.getByTestId('echonet-error');
    expect(problem.textContent).toContain('the archive did not answer.');
    isUp = true;
    await userEvent.click(within(problem).getByRole('button'));
    await act(settled);
    expect(screen.getByTestId('echonet-priors-found').textContent).toMatch(/^No earlier study/);
  });
});
