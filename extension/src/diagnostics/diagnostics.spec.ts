import { describe, expect, it } from '@jest/globals';
import { displaySetOf, loaderWith } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { BackendFault } from '../inference/backend-fault';
import { fakeWorker } from '../inference/fake-worker';
import { sessionOver } from '../session/testing';

/** Attributes that must not appear in diagnostics. */
const identity = {
  PatientName: [{ Alphabetic: 'Muster^Erika' }],
  PatientID: 'MRN-4711',
  PatientBirthDate: '19530214',
  AccessionNumber: 'ACC-8842',
  StudyInstanceUID: '1.2.840.113619.2.55.3.604688119',
  SeriesInstanceUID: '1.2.840.113619.2.55.3.604688120',
  SOPInstanceUID: '1.2.840.113619.2.55.3.604688121',
  StudyDescription: 'Echo Muster Erika',
  SeriesDescription: 'A4C Erika 1953',
  InstitutionName: 'Sankt Nirgend',
  ReferringPhysicianName: [{ Alphabetic: 'Doktor^Nie' }],
};
const secrets = [
  'Muster',
  'Erika',
  '4711',
  '19530214',
  '8842',
  '1.2.840',
  '604688',
  'Nirgend',
  'Doktor',
];

describe('the diagnostics', () => {
  it('contain versions, backend, timings and memory after a run', async () => {
    const session = sessionOver(fakeViewer());
    await session.runs.start();
    const report = JSON.parse(await session.diagnostics()) as Record<string, object>;
    expect(report.versions).toMatchObject({
      echonet: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown,
      cornerstone: '4.8.4',
      'tfjs-core': '4.22.0',
      browser: navigator.userAgent,
    });
    expect(report.backend).toMatchObject({ name: 'wasm', threads: 2 });
    expect(report.timingsMs).toMatchObject({ backendMs: 12, modelMs: 34, frames: 15 });
    expect(Object.keys(report.timingsMs)).toEqual(
      expect.arrayContaining(['firstResultMs', 'perFrameMs', 'elapsedMs']),
    );
    expect(report.memory).toMatchObject({ worker: { numTensors: 7 } });
    expect(report.clip).toMatchObject({ Rows: 80, Columns: 100, NumberOfFrames: 30 });
    expect(report.lastError).toBeUndefined();
  });

  it('are available before a run and when the worker does not answer', async () => {
    const idle = JSON.parse(await sessionOver(fakeViewer([])).diagnostics()) as object;
    expect(idle).toMatchObject({ backend: 'not started', model: 'unknown' });
    const silent = fakeWorker({ diagnose: () => Promise.reject(new BackendFault('gone')) });
    const session = sessionOver(fakeViewer(), silent);
    await session.runs.start();
    expect(JSON.parse(await session.diagnostics())).toMatchObject({ backend: { name: 'wasm' } });
  });

  it('contain no patient data, not even in the last error', async () => {
    const viewer = fakeViewer([displaySetOf(1, identity)]);
    const session = sessionOver(viewer);
    await session.runs.start();
    const afterRun = await session.diagnostics();
    viewer.loader = loaderWith(() => ({
      status: 404,
      message: `not found: https://pacs/studies/${identity.StudyInstanceUID} of ${identity.PatientID}`,
    }));
    await session.runs.start();
    expect([...session.store.get().failures.values()][0]).toMatch(/A4C Erika/);
    const afterFailure = await session.diagnostics();
    expect(JSON.parse(afterFailure)).toMatchObject({
      lastError: expect.stringMatching(/^‹removed›: .*HTTP 404/) as unknown,
    });
    for (const secret of secrets) {
      expect(afterRun).not.toContain(secret);
      expect(afterFailure).not.toContain(secret);
    }
  });
});
