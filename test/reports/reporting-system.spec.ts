import { describe, expect, it } from '@jest/globals';
import { implementationClassUid, TransferSyntax } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  procedureReport,
  readingOfClips,
  reportBundle,
  reportForTests,
  sourcesForTests,
} from '@echonet/ohif-extension/testing';
import {
  dciodvfyErrors,
  dicomPython,
  dsrdumpProblems,
  hasDciodvfy,
  hasDsrdump,
  hasPixelMed,
  pixelMedIodErrors,
  readProcedureReport,
} from '../support/dicom-checks';
import { itWith } from '../support/it-with';
import { fhirPython, validateBundle } from '../support/fhir-checks';

const reader = { personName: 'Møller^Ada', loginName: 'amoeller' };
const first = measuredForTests(['EDV', 'EF', 'LAVolume', 'heartRate']);
const report = reportForTests(2, {
  reader,
  reading: readingOfClips(2, {}, fourChamberView),
  measured: [
    first,
    measuredForTests(['EF'], { number: 2, edits: { typed: new Map([['EF', 40]]) } }),
  ],
  decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
  note: 'Echo laboratory, ward <3> & "south".',
});
const sources = sourcesForTests(2);

describe('the procedure report (TID 5200) to programs of others', () => {
  const file = new Uint8Array(
    encodePart10(
      procedureReport(report, sources, {
        series: { seriesNumber: 9, seriesDescription: 'EchoNet procedure report' },
        deviceUid: '2.25.99',
        predecessors: [
          {
            ...{ StudyInstanceUID: '1.2.3', SeriesInstanceUID: '1.2.3.50' },
            ...{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33', SOPInstanceUID: '1.5' },
          },
        ],
      })!,
      {
        TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
        ImplementationClassUID: implementationClassUid.plugin,
      },
    ),
  );

  itWith(hasDciodvfy)('passes dciodvfy without an error', async () => {
    await expect(dciodvfyErrors(file)).resolves.toEqual([]);
  });

  itWith(hasDsrdump)('is read by dcmtk without a warning', async () => {
    await expect(dsrdumpProblems(file)).resolves.toEqual([]);
  });

  itWith(hasPixelMed)(
    "passes PixelMed's validator of the IOD without an error",
    async () => {
      await expect(pixelMedIodErrors(file)).resolves.toEqual([]);
    },
    240_000,
  );

  it('has for highdicom each number once, with its method and view', async () => {
    const python = await dicomPython();
    if (!python) {
      return;
    }
    const numbers = await readProcedureReport(python, file);
    expect(numbers.map(({ section, code, unit }) => [section, code, unit])).toEqual([
      ['Left ventricle', '18043-0', '%'],
      ['Left ventricle', '18026-5', 'mL'],
      ['Left ventricle', '8867-4', '/min'],
      ['Left atrium', '399235004', 'mL'],
    ]);
    const valueOf = (id: string) => first.results.find((result) => result.id === id)!.value;
    expect(numbers[0].value).toBeCloseTo((valueOf('EF') + 40) / 2, 6);
    expect(numbers[1].value).toBeCloseTo(valueOf('EDV'), 6);
    expect(numbers[0].codes).toMatchObject({
      'Measurement Method': 'Method of Disks, Single Plane',
      'Image View': 'Apical four chamber',
      Derivation: 'Mean',
    });
  }, 240_000);
});

describe('the report as FHIR R5 to programs of others', () => {
  const json = JSON.stringify(
    reportBundle(report, [...sources.values()][0], { deviceUid: '2.25.99' }),
  );

  it('has only elements of R5, all that R5 requires, and well-formed values', async () => {
    const python = await fhirPython();
    if (!python) {
      return;
    }
    await expect(validateBundle(python, json)).resolves.toEqual([
      'Device',
      ...Array.from({ length: 4 }, () => 'Observation'),
      'DiagnosticReport',
    ]);
    const spoilt = json.replace('"valueQuantity"', '"valueAmount"');
    await expect(validateBundle(python, spoilt)).rejects.toThrow(/valueAmount/);
  }, 240_000);
});
