/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { TransferSyntax } from '@echonet/dicom';
import { readBack } from '../dicom/read-back';
import type { ReportSources } from '../report';
import { decisionForTests, readingOfClips, reportForTests, sourcesForTests } from '../testing';
import { structuredReport } from './structured-report';

interface Item {
  readonly ValueType: string;
  readonly RelationshipType: string;
  readonly ConceptNameCodeSequence?: readonly { CodeValue: string; CodeMeaning: string }[];
  readonly ConceptCodeSequence?: readonly { CodeValue: string }[];
  readonly ContentSequence?: readonly Item[];
  readonly TextValue?: string;
  readonly UID?: string;
  readonly PersonName?: unknown;
  readonly ObservationDateTime?: string;
  readonly MeasuredValueSequence?: readonly {
    NumericValue: number;
    MeasurementUnitsCodeSequence: readonly { CodeValue: string }[];
  }[];
  readonly ReferencedSOPSequence?: readonly { ReferencedFrameNumber?: number | number[] }[];
}

/** The report as an archive would give it back: through a file. */
function stored(
  clipCount: number,
  sources: Partial<ReportSources> = {},
): Record<string, unknown> & Item {
  const report = reportForTests(clipCount, sources);
  const dataset = structuredReport(report, sourcesForTests(clipCount), {
    seriesNumber: 9,
    seriesDescription: 'EchoNet',
  });
  return readBack(dataset, TransferSyntax.ExplicitVRLittleEndian) as Record<string, unknown> & Item;
}

const children = (item: Item): readonly Item[] => [item.ContentSequence ?? []].flat();
const conceptOf = (item: Item) => item.ConceptNameCodeSequence?.[0].CodeValue;
const below = (item: Item, concept: string) =>
  children(item).filter((child) => conceptOf(child) === concept);
const groupsOf = (report: Item) => below(below(report, '126010')[0], '125007');
const all = (item: Item): Item[] => [item, ...children(item).flatMap(all)];

describe('a stored structured report', () => {
  it('belongs to the patient and the study of the clip, and is unverified', () => {
    const report = stored(1);
    expect(report).toMatchObject({
      PatientID: 'P 17',
      StudyInstanceUID: '1.2.3',
      AccessionNumber: 'A1',
      Modality: 'SR',
      SeriesNumber: 9,
      CompletionFlag: 'COMPLETE',
      VerificationFlag: 'UNVERIFIED',
    });
    expect(String(report.PatientName)).toBe('Meier^Änna=山田');
    expect(report.SeriesInstanceUID).not.toBe('1.2.3.99');
  });

  it('has only groups that OHIF can open: tracked, with a polyline on a single frame', () => {
    for (const group of groupsOf(stored(2))) {
      expect(below(group, '112039')).toHaveLength(1);
      expect(below(group, '112040')[0].UID).toMatch(/^2\.25\.\d+$/);
      expect(children(group).every(conceptOf)).toBe(true);
      const [measurement] = children(group).filter(({ ValueType }) => ValueType === 'NUM');
      const lines = children(measurement).filter(({ ValueType }) => ValueType === 'SCOORD');
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(children(line)[0].ReferencedSOPSequence?.[0].ReferencedFrameNumber).toBe(1);
      }
    }
  });

  it('has a tracking UID of its own for each measurement', () => {
    const uids = groupsOf(stored(2)).map((group) => below(group, '112040')[0].UID);
    // Four tasks of both clips together, and of each; and what follows from the volumes.
    expect(new Set(uids).size).toBe(13);
  });

  it('codes value, unit, and upper and lower half of the interval', () => {
    const [ef] = groupsOf(stored(1));
    const [measurement] = below(ef, '18043-0');
    expect(measurement.MeasuredValueSequence?.[0].NumericValue).toBe(55.25);
    expect(measurement.MeasuredValueSequence?.[0].MeasurementUnitsCodeSequence[0].CodeValue).toBe(
      '%',
    );
    for (const concept of ['371886008', '371885007']) {
      expect(below(measurement, concept)[0].MeasuredValueSequence?.[0].NumericValue).toBe(11);
    }
    expect(below(ef, '121106')[0].TextValue).toBe(
      'Mean of 3 frames; standard deviation over the frames 2.50 %; 90 % interval 44.3 % to 66.3 %.',
    );
  });

  it('codes the cardiac cycle point of volumes, and none of the EF', () => {
    const pointOf = (group: Item) => {
      const measurement = children(group).find(({ ValueType }) => ValueType === 'NUM')!;
      return below(measurement, '272518008')[0]?.ConceptCodeSequence?.[0].CodeValue;
    };
    expect(groupsOf(stored(1)).map(pointOf)).toEqual([
      undefined,
      undefined,
      '416190007',
      '416430001',
      undefined,
    ]);
  });

  it('codes probability and decision of a classification separately', () => {
    const lead = groupsOf(stored(1))[1];
    expect(below(lead, 'lead-probability')[0].MeasuredValueSequence?.[0].NumericValue).toBe(0.75);
    expect(below(lead, 'lead')[0].ConceptCodeSequence?.[0].CodeValue).toBe('52101004');
  });

  it('records accepted and undecided results', () => {
    const decisions = groupsOf(stored(1)).flatMap((group) =>
      below(group, 'reader-decision').map((item) => item.ConceptCodeSequence?.[0].CodeValue),
    );
    expect(decisions).toEqual(['accepted', 'undecided', 'undecided', 'undecided']);
  });

  it('records the time of a decision, and the person only where one is logged in', () => {
    const [anonymous] = below(groupsOf(stored(1))[0], 'reader-decision');
    expect(anonymous.ObservationDateTime).toMatch(/^20261126\d{6}[+-]\d{4} ?$/);
    expect(children(anonymous)).toEqual([]);
    const reader = { personName: 'Moeller^Ada', loginName: 'amoeller' };
    const report = stored(1, {
      reader,
      decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
    });
    const [decision] = below(groupsOf(report)[0], 'reader-decision');
    for (const observed of [report, decision]) {
      expect(below(observed, '121005')[0].ConceptCodeSequence?.[0].CodeValue).toBe('121006');
      expect(String(below(observed, '121008')[0].PersonName)).toBe('Moeller^Ada');
      expect(below(observed, '128774')[0].TextValue).toBe('amoeller');
    }
    // The software observed as well, and nobody has verified what it says.
    expect(below(report, '121005')[1].ConceptCodeSequence?.[0].CodeValue).toBe('121007');
    expect(report).toMatchObject({ VerificationFlag: 'UNVERIFIED' });
    expect(all(stored(1)).some(({ ValueType }) => ValueType === 'PNAME')).toBe(false);
  });

  it('has the ejection fraction from the volumes, and how it was calculated', () => {
    const group = groupsOf(stored(1))[4];
    expect(below(group, '112039')[0].TextValue).toBe('EchoNet EF, from volumes');
    const [measurement] = below(group, '18043-0');
    expect(measurement.MeasuredValueSequence?.[0].NumericValue).toBe(55);
    expect(below(measurement, '121401')[0].ConceptCodeSequence?.[0].CodeValue).toBe('258090004');
    expect(below(measurement, '121420')[0].TextValue).toBe('EF = 100 (EDV - ESV) / EDV');
    const inputs = ['18026-5', '18148-7'].map(
      (code) => below(measurement, code)[0].MeasuredValueSequence?.[0].NumericValue,
    );
    expect(inputs).toEqual([100, 45]);
    // Half widths of 25 mL: 100 sqrt((25/100)^2 + (45 * 25 / 100^2)^2).
    for (const concept of ['371886008', '371885007']) {
      const reach = below(measurement, concept)[0].MeasuredValueSequence?.[0].NumericValue;
      expect(reach).toBeCloseTo(27.4, 1);
    }
    expect(below(group, 'ef-disagreement')[0].ConceptCodeSequence?.[0].CodeValue).toBe('272519000');
  });

  it('flags an ejection fraction that the volumes contradict', () => {
    const reading = readingOfClips(1, { EF: 20 });
    const report = stored(1, { reading });
    const group = groupsOf(report)[4];
    expect(below(group, 'ef-disagreement')[0].ConceptCodeSequence?.[0].CodeValue).toBe('52101004');
    expect(below(group, '121106')[0].TextValue).toMatch(/differ by more than their uncertainty/);
  });

  it('names device, algorithm, version, model hash and frames', () => {
    const report = stored(1);
    expect(below(report, '121005')[0].ConceptCodeSequence?.[0].CodeValue).toBe('121007');
    expect(below(report, '121013')[0].TextValue).toBe('EchoNet for OHIF');
    const [ef] = groupsOf(report);
    expect(below(ef, '111001')[0].TextValue).toBe('Test model');
    expect(below(ef, '111003')[0].TextValue).toBe('test 1.0.0');
    expect(below(ef, '111000')[0].ConceptCodeSequence?.[0].CodeValue).toBe('123110');
    const parameters = below(ef, '111002').map(({ TextValue }) => TextValue);
    expect(parameters).toContain('clip-1-frames=1,3,5');
    expect(parameters.find((text) => text?.startsWith('model-sha256='))).toMatch(/=[0-9a-f]{64}$/);
  });

  it('has comments on research use and simulated training data', () => {
    const texts = all(stored(1)).map(({ TextValue }) => TextValue);
    expect(texts).toContain('For research use only. Not for diagnosis.');
    expect(texts.find((text) => text?.includes('simulated'))).toMatch(/never on real ones/);
  });
});
