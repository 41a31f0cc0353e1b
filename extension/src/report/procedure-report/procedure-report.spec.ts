import { describe, expect, it } from '@jest/globals';
import {
  DCM,
  findItem,
  isCode,
  LN,
  readContentTree,
  readMeasurements,
  SCT,
  TransferSyntax,
  type ContentItem,
  type NaturalizedDataset,
} from '@echonet/dicom';
import type { Task } from '@echonet/models';
import { acceptedValues } from '../accepted-values';
import { readBack } from '../dicom/read-back';
import { readEarlierReport } from '../earlier/read-report';
import type { Report, ReportSources } from '../report';
import { decisionCode, ownConcept } from '../sr/codes';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
} from '../testing';
import { earlierProcedureReports } from './earlier-procedure-reports';
import { procedureReport } from './procedure-report';

const context = {
  series: { seriesNumber: 9, seriesDescription: 'EchoNet procedure report' },
  deviceUid: '2.25.99',
  predecessors: [],
};

/** As an archive gives it back: through a file. */
function storedOf(report: Report, clipCount = 1): NaturalizedDataset {
  const dataset = procedureReport(report, sourcesForTests(clipCount), context)!;
  return readBack(dataset, TransferSyntax.ExplicitVRLittleEndian);
}

const stored = (clipCount: number, sources: Partial<ReportSources> = {}) =>
  storedOf(reportForTests(clipCount, sources), clipCount);

const all = (item: ContentItem): ContentItem[] => [item, ...item.children.flatMap(all)];
const numbers = (dataset: NaturalizedDataset) =>
  all(readContentTree(dataset)!).filter(
    ({ valueType, relationship }) => valueType === 'NUM' && relationship === 'CONTAINS',
  );

const measured = [measuredForTests(['EF', 'EDV', 'ESV', 'LAVolume', 'heartRate'])];
const reading = readingOfClips(1, {}, fourChamberView);

describe('the procedure report for a reporting system', () => {
  it('is a preliminary Comprehensive SR of TID 5200 on the study, citing its clips', () => {
    const report = stored(2, { decisions: new Map([['EF', decisionForTests('accepted')]]) });
    expect(report).toMatchObject({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
      PatientID: 'P 17',
      StudyInstanceUID: '1.2.3',
      AccessionNumber: 'A1',
      VerificationFlag: 'UNVERIFIED',
      PreliminaryFlag: 'PRELIMINARY',
      DeviceUID: '2.25.99',
      CurrentRequestedProcedureEvidenceSequence: [
        {
          ReferencedSeriesSequence: [
            {
              ReferencedSOPSequence: [
                { ReferencedSOPInstanceUID: '1.2.3.1' },
                { ReferencedSOPInstanceUID: '1.2.3.2' },
              ],
            },
          ],
        },
      ],
    });
    const root = readContentTree(report)!;
    expect(isCode(root.name, DCM.AdultEchocardiographyProcedureReport)).toBe(true);
    expect(findItem(root.children, DCM.DeviceObserverUID)?.uid).toBe('2.25.99');
    expect(root.children.map(({ text }) => text)).toContain(
      'For research use only. Not for diagnosis.',
    );
  });

  it('has a name for every item of a container, without which OHIF does not show it', () => {
    const containers = all(readContentTree(stored(2, { measured }))!).filter(
      ({ valueType }) => valueType === 'CONTAINER',
    );
    expect(containers.length).toBeGreaterThan(4);
    expect(containers.flatMap(({ children }) => children).filter(({ name }) => !name)).toEqual([]);
  });

  it('holds each code once, in the section of its chamber, as 2D', () => {
    const root = readContentTree(stored(1, { reading, measured }))!;
    const sections = root.children.filter(({ name }) => isCode(name, LN.Findings));
    const contents = sections.map(({ children }) => {
      const group = findItem(children, DCM.MeasurementGroup)!;
      expect(findItem(group.children, SCT.ImageMode)?.code).toMatchObject(SCT.TwoDMode);
      return [
        findItem(children, SCT.FindingSite)?.code?.meaning,
        group.children.flatMap(({ valueType, name }) => (valueType === 'NUM' ? name!.value : [])),
      ];
    });
    expect(contents).toEqual([
      ['Left ventricle', ['18043-0', '18026-5', '18148-7', '8867-4']],
      ['Left atrium', ['399235004']],
    ]);
  });

  it('says of each number how it was made, on what, by whom it was accepted and how sure it is', () => {
    const reader = { personName: 'Moeller^Ada' };
    const decisions = new Map([['EF', { ...decisionForTests('accepted'), reader }]]);
    const [ef] = numbers(stored(1, { reading, decisions }));
    expect(ef.quantity).toMatchObject({ value: 55.25, unit: { value: '%' } });
    const codes = Object.fromEntries(
      ef.children.flatMap(({ name, code, relationship }) =>
        code ? [[name!.meaning, `${relationship}: ${code.meaning}`]] : [],
      ),
    );
    expect(codes).toMatchObject({
      'Measurement Method': 'HAS CONCEPT MOD: Direct regression by neural network',
      Derivation: 'HAS CONCEPT MOD: Estimated',
      'Image View': 'HAS ACQ CONTEXT: Apical four chamber',
      'Selection Status': 'HAS PROPERTIES: User chosen value',
      'Algorithm Family': 'HAS CONCEPT MOD: Artificial Intelligence',
    });
    const decision = findItem(ef.children, ownConcept.readerDecision)!;
    expect(decision.code).toMatchObject(decisionCode.accepted);
    expect(findItem(decision.children, DCM.PersonObserverName)?.personName).toBe('Moeller^Ada');
    const above = findItem(ef.children, SCT.RangeOfUpperMeasurementUncertainty);
    expect(above?.quantity?.value).toBe(11);
    expect(findItem(ef.children, DCM.Comment)?.text).toMatch(
      /^Predicted by a neural network\. Mean of 3 frames; .*90 % interval 44\.3 % to 66\.3 %\. .*Trained on simulated patients/,
    );
    expect(ef.children.flatMap(({ reference }) => reference ?? [])).toMatchObject([
      { SOPInstanceUID: '1.2.3.1', frameNumbers: [1, 3, 5] },
    ]);
  });

  it('is read by our own reader of echo reports with the same values', () => {
    const report = reportForTests(1, { reading, measured });
    const { measurements } = readMeasurements(storedOf(report), true);
    const read = new Map(measurements.map(({ task, value, method }) => [task, { value, method }]));
    const expected = acceptedValues(report).filter(({ id }) => id !== 'heartRate');
    expect(read.size).toBe(4);
    for (const { id, measurement } of expected) {
      expect(read.get(id as 'EF')!.value).toBeCloseTo(measurement.value, 6);
    }
    expect(read.get('EF')?.method).toBe('method of disks, four-chamber view');
  });

  it('is no label to train with: what a network found is passed over unless asked for', () => {
    const decisions = new Map([['EDV', decisionForTests('accepted')]]);
    const report = stored(1, { reading, measured, decisions });
    expect(readMeasurements(report).measurements).toEqual([]);
    const predicted = stored(1, { reading, decisions });
    expect(readMeasurements(predicted, true).measurements).toEqual([]);
    expect(readMeasurements(predicted, true).passedOver).toHaveLength(1);
  });

  it('is no report to resume from, and is followed by the next one', () => {
    const older = stored(1, { measured });
    const newer = storedOf(reportForTests(1, { measured, date: new Date('2026-11-27T10:00:00Z') }));
    expect(readEarlierReport(newer)).toBeUndefined();
    const displaySets = [older, newer, {}, null].map((instance) => ({
      displaySetInstanceUID: 'sr',
      Modality: 'SR',
      instances: [instance],
    }));
    expect(earlierProcedureReports(displaySets)).toEqual([
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
        SOPInstanceUID: newer.SOPInstanceUID,
        SeriesInstanceUID: newer.SeriesInstanceUID,
        StudyInstanceUID: '1.2.3',
      },
    ]);
  });

  it('does not exist where the reader accepted nothing that it could hold', () => {
    const decisions = new Map([['lead', decisionForTests('accepted')]]);
    const report = reportForTests(1, { decisions });
    expect(procedureReport(report, sourcesForTests(1), context)).toBeUndefined();
  });
});

describe("what the network inferred of the patient's characteristics", () => {
  const weight: Task = {
    ...reportForTests().manifest.tasks[0],
    ...{ id: 'weight', name: 'Weight', unit: 'kg', code: undefined },
  };
  const withWeight = (leftOut: readonly string[], decision?: 'accepted'): Report => {
    const report = reportForTests(1, { measured });
    const result = { task: weight, value: 71.5, standardDeviation: 2, ofClips: [1] };
    return {
      ...report,
      results: [
        ...report.results,
        { ...result, ...(decision && { decision: decisionForTests(decision) }) },
      ],
      leftOut: new Set(leftOut),
    };
  };
  const characteristics = (report: Report) =>
    findItem(readContentTree(storedOf(report))!.children, DCM.PatientCharacteristics)?.children;

  it('is there where the reader chose and accepted it, as estimated', () => {
    const [item] = characteristics(withWeight([], 'accepted'))!;
    expect(item).toMatchObject({ name: LN.BodyWeight, quantity: { value: 71.5 } });
    expect(findItem(item.children, DCM.Derivation)?.code).toMatchObject(SCT.Estimated);
  });

  it('is left out unless the reader chose it, and where it was not accepted', () => {
    expect(characteristics(withWeight(['weight'], 'accepted'))).toBeUndefined();
    expect(characteristics(withWeight([]))).toBeUndefined();
  });
});
