import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCine } from '@echonet/dicom/node';
import { readMeasurements } from '@echonet/dicom';
import { datasetOf, num, reportFile } from '@echonet/dicom/testing';
import { downloadStudies, openPrepared } from '@echonet/training';
import { startEmbeddedArchive, type RunningArchive } from '../support/embedded-archive';
import { startFaultyArchive } from '../support/faulty-archive';
import { hasOrthanc, startOrthanc } from '../support/orthanc';
import { storeInstances } from '../support/stow';
import { phantomClip, type StoredClip } from '../support/clips';

/** Continuous integration installs Orthanc; without it only the embedded archive is tested. */
const archives =
  hasOrthanc || process.env.CI ? (['embedded', 'orthanc'] as const) : (['embedded'] as const);
if (archives.length === 1) {
  console.warn('Orthanc is not installed: only the embedded archive is tested.');
}

describe.each(archives)('fetching studies from the %s archive', (kind) => {
  let folder: string;
  let archive: RunningArchive;
  let clips: StoredClip[];
  let report: Uint8Array;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-download-'));
    archive = kind === 'orthanc' ? await startOrthanc() : await startEmbeddedArchive(folder);
    clips = [await phantomClip(21), await phantomClip(22), await phantomClip(23)];
    const [{ StudyInstanceUID }] = clips;
    report = reportFile(
      'DCM:125200|Adult Echocardiography Procedure Report',
      [num('LN:18043-0|Left Ventricular Ejection Fraction by US', 57, '%')],
      { StudyInstanceUID, SeriesInstanceUID: '1.2.826.1', SOPInstanceUID: '1.2.826.1.1' },
    );
    await storeInstances(archive.dicomwebUrl, [...clips.map(({ file }) => file), report]);
  }, 120_000);
  afterAll(async () => {
    await archive?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('prepares clips with the labels of their reports for training', async () => {
    const out = path.join(folder, 'prepared');
    const program = path.join(__dirname, '..', '..', 'training', 'bin', 'echonet.mjs');
    const options = '--labels-from-reports --view A4C --size 75 --frame-count 2 --workers 1'.split(
      ' ',
    );
    await promisify(execFile)(process.execPath, [
      program,
      'prepare',
      '--dicomweb',
      archive.dicomwebUrl,
      ...options,
      '--out',
      out,
    ]);
    const prepared = openPrepared(out);
    expect(prepared.index.provenance.source).toBe('DICOMweb');
    expect(prepared.clips.map(({ labels }) => labels['EF'])).toEqual([57]);
    expect(existsSync(`${out}.partial`)).toBe(false);
  }, 60_000);

  const download = (url: string, name: string) =>
    downloadStudies({
      url,
      directory: path.join(folder, name),
      parallel: 2,
      retries: 1,
      retryDelayMs: 10,
    });

  it('downloads every clip and report, readable', async () => {
    const { instances, failures } = await download(archive.dicomwebUrl, 'whole');
    expect(failures).toEqual([]);
    expect(new Set(instances.map(({ StudyInstanceUID }) => StudyInstanceUID))).toEqual(
      new Set(clips.map(({ StudyInstanceUID }) => StudyInstanceUID)),
    );
    const readings = [];
    for (const { file, Modality } of instances) {
      const content = await readFile(file);
      if (Modality === 'SR') {
        readings.push(readMeasurements(datasetOf(content)).measurements[0]?.value);
      } else {
        const cine = await readCine(content);
        const stored = clips.find(
          ({ StudyInstanceUID }) => StudyInstanceUID === cine.instance.StudyInstanceUID,
        );
        const original = await readCine(stored!.file);
        expect((await cine.frame(3)).data).toEqual((await original.frame(3)).data);
        readings.push('clip');
      }
    }
    expect(readings.sort()).toEqual([57, 'clip', 'clip', 'clip']);
  });

  it('keeps no partial file of an archive that stops halfway, and resumes', async () => {
    const faulty = await startFaultyArchive(archive.dicomwebUrl, /\/instances\/[\d.]+$/);
    try {
      faulty.fault = 'stops halfway';
      await expect(download(faulty.dicomwebUrl, 'resumed')).rejects.toThrow(
        /\/instances\/[\d.]+ broke the connection off\. What was fetched stays in .+; run again/,
      );
      faulty.fault = 'none';
      const { instances, failures } = await download(faulty.dicomwebUrl, 'resumed');
      expect(failures).toEqual([]);
      expect(instances).toHaveLength(4);
    } finally {
      await faulty.close();
    }
  });
});
