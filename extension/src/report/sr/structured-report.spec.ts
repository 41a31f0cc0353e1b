import { describe, expect, it } from '@jest/globals';
import {
  DCM,
  findItem,
  isCode,
  LN,
  readContentTree,
  SCT,
  TransferSyntax,
  UMLS,
  type Code,
  type ContentItem,
  type NaturalizedDataset,
} from '@echonet/dicom';
import type { ReaderEdits } from '../../contours/state';
import type { MeasureId } from '../../contours/measured';
import { readBack } from '../dicom/read-back';
import type { MeasuredClip } from '../measured-clip';
import type { ReportSources } from '../report';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
} from '../testing';
import { decisionCode, ownConcept, valueOriginCode } from './codes';
import { structuredReport, type StudyContext } from './structured-report';

function written(
  clipCount: number,
  sources: Partial<ReportSources> = {},
  study?: StudyContext,
): NaturalizedDataset {
  return structuredReport(
    reportForTests(clipCount, sources),
    sourcesForTests(clipCount),
    { seriesNumber: 9, seriesDescription: 'EchoNet' },
    study,
  );
}

/** The report as an archive would give it back: through a file. */
function stored(...args: Parameters<typeof written>): Record<string, unknown> {
  return readBack(written(...args), TransferSyntax.ExplicitVRLittleEndian);
}

const treeOf = (...args: Parameters<typeof written>) => readContentTree(written(...args))!;
const named = (items: readonly ContentItem[], name: Code) =>
  items.filter((item) => isCode(item.name, name));
const groupsOf = (root: ContentItem) => findItem(root.children, DCM.ImagingMeasurements)!.children;
const derivedOf = (root: ContentItem) =>
  findItem(root.children, DCM.DerivedImagingMeasurements)?.children ?? [];
const nameOf = ({ children }: ContentItem) => findItem(children, DCM.TrackingIdentifier)?.text;
const groupNamed = (root: ContentItem, name: string) =>
  groupsOf(root).find((group) => nameOf(group) === `EchoNet ${name}`)!;
const predictionsOf = (root: ContentItem) => groupNamed(root, 'predictions');
const all = (item: ContentItem): ContentItem[] => [item, ...item.children.flatMap(all)];
const codeOf = ({ children }: ContentItem, name: Code) => findItem(children, name)?.code;
const resultId = ({ children }: ContentItem) => findItem(children, ownConcept.resultId)?.text;
const numbersOf = (group: ContentItem) =>
  group.children.filter(({ valueType }) => valueType === 'NUM');

describe('a stored structured report', () => {
  it('belongs to the patient and the study of the clip, is unverified and preliminary', () => {
    const report = stored(1);
    expect(report).toMatchObject({
      PatientID: 'P 17',
      StudyInstanceUID: '1.2.3',
      AccessionNumber: 'A1',
      Modality: 'SR',
      SeriesNumber: 9,
      CompletionFlag: 'COMPLETE',
      VerificationFlag: 'UNVERIFIED',
      PreliminaryFlag: 'PRELIMINARY',
    });
    expect(String(report.PatientName)).toBe('Meier^Änna=山田');
    expect(report.SeriesInstanceUID).not.toBe('1.2.3.99');
    expect(report.PredecessorDocumentsSequence).toBeUndefined();
  });

  it('says which installation wrote it, which report it follows, and what explains it', () => {
    const place = { StudyInstanceUID: '1.2.3', SeriesInstanceUID: '1.2.3.50' };
    const report = stored(
      1,
      {},
      {
        deviceUid: '2.25.99',
        predecessors: [
          { ...place, SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34', SOPInstanceUID: '1.5' },
        ],
        explanations: [
          {
            ...place,
            SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.4',
            SOPInstanceUID: '1.6',
            ofClip: '1.2.3.1',
          },
          {
            ...place,
            SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.4',
            SOPInstanceUID: '1.7',
            ofClip: '1.2.3.77',
          },
        ],
      },
    );
    expect(report.DeviceUID).toBe('2.25.99');
    expect(report.PredecessorDocumentsSequence).toMatchObject([
      {
        StudyInstanceUID: '1.2.3',
        ReferencedSeriesSequence: [
          { ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '1.5' }] },
        ],
      },
    ]);
    const root = readContentTree(report)!;
    expect(findItem(root.children, DCM.DeviceObserverUID)?.uid).toBe('2.25.99');
    const shown = named(predictionsOf(root).children, DCM.VisualExplanation);
    expect(shown.map(({ reference }) => reference?.SOPInstanceUID)).toEqual(['1.6']);
    const evidence = JSON.stringify(report.CurrentRequestedProcedureEvidenceSequence);
    expect(evidence).toContain('"1.6"');
    expect(evidence).not.toContain('"1.7"');
  });

  it('has only groups that OHIF can open: tracked, named throughout, with a region on one frame', () => {
    const groups = groupsOf(treeOf(2, { measured: [measuredForTests(['EF', 'LAVolume'])] }));
    const uids = groups.map(
      ({ children }) => findItem(children, DCM.TrackingUniqueIdentifier)!.uid,
    );
    expect(new Set(uids).size).toBe(groups.length);
    for (const { children } of groups) {
      expect(findItem(children, DCM.TrackingIdentifier)?.text).toMatch(/^EchoNet /);
      expect(children.every(({ name }) => name)).toBe(true);
      const regions = children.filter(({ graphic }) => graphic);
      expect(regions.length).toBeGreaterThan(0);
      for (const region of regions) {
        expect(region.children[0].reference?.frameNumbers).toHaveLength(1);
      }
    }
  });

  it('overprints nothing: one region a frame for predictions, others on their own frames', () => {
    const root = treeOf(2);
    const places = groupsOf(root).map(({ children }) => {
      const { reference } = children.find(({ graphic }) => graphic)!.children[0];
      return `${reference?.SOPInstanceUID} ${reference?.frameNumbers.join()}`;
    });
    expect(places).toEqual(['1.2.3.1 1', '1.2.3.1 5', '1.2.3.2 5']);
  });

  it('codes value, unit, method, and upper and lower half of the interval', () => {
    const [ef] = numbersOf(predictionsOf(treeOf(1)));
    expect(ef).toMatchObject({
      name: LN.LeftVentricularEjectionFractionByUS,
      quantity: { value: 55.25, unit: { value: '%' } },
    });
    expect(codeOf(ef, SCT.MeasurementMethod)?.meaning).toBe('Direct regression by neural network');
    expect(codeOf(ef, DCM.Derivation)).toMatchObject(SCT.Estimated);
    for (const half of [
      SCT.RangeOfUpperMeasurementUncertainty,
      SCT.RangeOfLowerMeasurementUncertainty,
    ]) {
      expect(findItem(ef.children, half)?.quantity?.value).toBe(11);
    }
    expect(findItem(ef.children, DCM.Comment)?.text).toBe(
      'Mean of 3 frames; standard deviation over the frames 2.50 %; 90 % interval 44.3 % to 66.3 %.',
    );
  });

  it('has the modifiers of a measurement in the order of TID 300', () => {
    const root = treeOf(1, {
      measured: [measuredForTests(['EDV', 'ESV', 'EF'])],
      reading: readingOfClips(1, {}, fourChamberView),
    });
    const order: readonly Code[] = [
      ...[DCM.ImageView, SCT.CardiacCyclePoint, SCT.MeasurementMethod, DCM.Derivation],
      ...[SCT.FindingSite, SCT.RangeOfUpperMeasurementUncertainty],
      ...[SCT.RangeOfLowerMeasurementUncertainty, DCM.SelectionStatus, ownConcept.resultId],
      ...[LN.LeftVentricularEndDiastolicVolume, DCM.Equation, DCM.SourceOfMeasurement],
    ];
    const items = [...groupsOf(root).flatMap(numbersOf), ...derivedOf(root)];
    for (const { children } of items) {
      const places = children
        .map(({ name }) => order.findIndex((code) => isCode(name, code)))
        .filter((place) => place >= 0);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('names the view only where it was found', () => {
    const viewOf = (reading: ReportSources['reading']) =>
      codeOf(numbersOf(predictionsOf(treeOf(1, { reading })))[0], DCM.ImageView);
    expect(viewOf(readingOfClips(1, {}, fourChamberView))).toMatchObject(SCT.ApicalFourChamber);
    expect(viewOf(readingOfClips(1))).toBeUndefined();
    const overridden = { ...fourChamberView, view: 'other', accepted: false } as const;
    expect(viewOf(readingOfClips(1, {}, overridden))).toBeUndefined();
  });

  it('codes the cardiac cycle point of volumes, and none of the EF', () => {
    const points = numbersOf(predictionsOf(treeOf(1))).map(
      (number) => codeOf(number, SCT.CardiacCyclePoint)?.value,
    );
    expect(points).toEqual([undefined, undefined, SCT.EndDiastole.value, SCT.EndSystole.value]);
  });

  it('codes a finding, how certain it is, and the probability that says so', () => {
    const group = predictionsOf(treeOf(1));
    const lead = numbersOf(group)[1];
    expect(lead).toMatchObject({ name: { value: 'lead-probability' }, quantity: { value: 0.75 } });
    const finding = findItem(group.children, SCT.CardiacPacemakerLead)!;
    expect(finding.code).toMatchObject(SCT.Present);
    expect(findItem(finding.children, DCM.CertaintyOfFinding)?.quantity).toMatchObject({
      value: 75,
      unit: { value: '%' },
    });
  });

  it('holds accepted and undecided predictions, and says how many were left out', () => {
    const root = treeOf(1, {
      decisions: new Map([
        ['EF', decisionForTests('accepted')],
        ['ESV', decisionForTests('rejected')],
      ]),
      leftOut: new Set(['lead']),
    });
    const numbers = numbersOf(predictionsOf(root));
    expect(numbers.map(resultId)).toEqual(['EF', 'EDV']);
    expect(numbers.map((number) => codeOf(number, ownConcept.readerDecision)?.value)).toEqual([
      decisionCode.accepted.value,
      decisionCode.undecided.value,
    ]);
    expect(all(root).some(({ name }) => isCode(name, SCT.CardiacPacemakerLead))).toBe(false);
    // Without the ESV nothing follows from the volumes.
    expect(derivedOf(root)).toEqual([]);
    const remarks = findItem(root.children, UMLS.QualitativeEvaluations)!.children;
    const texts = remarks.map(({ text }) => text);
    expect(texts).toContain('1 result rejected by the reader, not listed.');
    expect(texts).toContain('1 result not chosen for the report, not listed.');
  });

  it('records the time of a decision, and the person only where one is logged in', () => {
    const decided = (root: ContentItem) =>
      findItem(numbersOf(predictionsOf(root))[0].children, ownConcept.readerDecision)!;
    const anonymous = decided(treeOf(1));
    expect(anonymous.observedAt).toMatch(/^20261126\d{6}[+-]\d{4}$/);
    expect(anonymous.children).toEqual([]);
    const reader = { personName: 'Moeller^Ada', loginName: 'amoeller' };
    const root = treeOf(1, {
      reader,
      decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
    });
    for (const { children } of [root, decided(root)]) {
      expect(findItem(children, DCM.ObserverType)?.code).toMatchObject(DCM.Person);
      expect(findItem(children, DCM.PersonObserverName)?.personName).toBe('Moeller^Ada');
      expect(findItem(children, DCM.PersonObserversLoginName)?.text).toBe('amoeller');
    }
    // The software observed as well.
    expect(named(root.children, DCM.ObserverType)[1].code).toMatchObject(DCM.Device);
    expect(all(treeOf(1)).some(({ valueType }) => valueType === 'PNAME')).toBe(false);
  });

  it('has the ejection fraction from the predicted volumes among the derived ones', () => {
    const [calculated] = derivedOf(treeOf(1));
    expect(calculated).toMatchObject({
      name: LN.LeftVentricularEjectionFractionByUS,
      quantity: { value: 55 },
    });
    expect(codeOf(calculated, DCM.Derivation)).toMatchObject(SCT.Calculated);
    expect(findItem(calculated.children, DCM.Equation)?.text).toBe('EF = 100 (EDV - ESV) / EDV');
    const inputs = calculated.children.filter(
      ({ valueType, relationship }) => valueType === 'NUM' && relationship === 'INFERRED FROM',
    );
    expect(inputs.map(({ quantity }) => quantity?.value)).toEqual([100, 45]);
    // Half widths of 25 mL: 100 sqrt((25/100)^2 + (45 * 25 / 100^2)^2).
    const above = findItem(calculated.children, SCT.RangeOfUpperMeasurementUncertainty);
    expect(above?.quantity?.value).toBeCloseTo(27.4, 1);
    expect(codeOf(calculated, ownConcept.fractionsDisagree)).toMatchObject(SCT.Absent);
  });

  it('flags an ejection fraction that the volumes contradict', () => {
    const [calculated] = derivedOf(treeOf(1, { reading: readingOfClips(1, { EF: 20 }) }));
    expect(codeOf(calculated, ownConcept.fractionsDisagree)).toMatchObject(SCT.Present);
    expect(findItem(calculated.children, DCM.Comment)?.text).toMatch(
      /differ by more than their uncertainty/,
    );
  });

  it('names device, algorithm, version, model hash and frames', () => {
    const root = treeOf(1);
    expect(findItem(root.children, DCM.ObserverType)?.code).toMatchObject(DCM.Device);
    expect(findItem(root.children, DCM.DeviceObserverName)?.text).toBe('EchoNet for OHIF');
    const { children } = predictionsOf(root);
    expect(findItem(children, DCM.AlgorithmName)?.text).toBe('Test model');
    expect(findItem(children, DCM.AlgorithmVersion)?.text).toBe('test 1.0.0');
    expect(findItem(children, DCM.AlgorithmFamily)?.code).toMatchObject(DCM.ArtificialIntelligence);
    const parameters = named(children, DCM.AlgorithmParameters).map(({ text }) => text);
    expect(parameters).toContain('clip-1-frames=1,3,5');
    expect(parameters).toContain('threshold-lead=0.5');
    expect(parameters.find((text) => text.startsWith('model-sha256='))).toMatch(/=[0-9a-f]{64}$/);
  });

  it('has comments on research use and simulated training data', () => {
    const texts = all(treeOf(1)).map(({ text }) => text);
    expect(texts).toContain('For research use only. Not for diagnosis.');
    expect(texts.find((text) => text.includes('simulated'))).toMatch(/never on real ones/);
  });
});

describe('values measured from contours in a structured report', () => {
  const treeWith = (
    accepted: readonly MeasureId[],
    { edits, isFourChamber = true }: { edits?: Partial<ReaderEdits>; isFourChamber?: boolean } = {},
  ) =>
    treeOf(1, {
      measured: [measuredForTests(accepted, { edits })],
      reading: readingOfClips(1, {}, isFourChamber ? fourChamberView : undefined),
    });
  const measuredNumbers = (root: ContentItem) =>
    all(root).filter((item) => item.valueType === 'NUM' && resultId(item)?.startsWith('measured.'));

  it('are those that the reader accepted, with the method in their code', () => {
    const root = treeWith(['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE']);
    const codes = measuredNumbers(root).map(({ name, quantity }) => [
      name?.value,
      quantity?.unit.value,
    ]);
    expect(codes).toEqual([
      ['79999-9', 'mL'],
      ['80004-5', 'mL'],
      ['79993-2', '%'],
      ['MAPSE', 'mm'],
      ['399235004', 'mL'],
      ['399235004', 'mL/m2'],
      ['8867-4', '/min'],
    ]);
    const [edv, , ef, , la, index] = measuredNumbers(root);
    expect(codeOf(edv, SCT.MeasurementMethod)).toMatchObject(DCM.MethodOfDisksSinglePlane);
    expect(codeOf(ef, ownConcept.valueOrigin)).toMatchObject(valueOriginCode.contours);
    expect(codeOf(la, SCT.MeasurementMethod)).toMatchObject(DCM.AreaLengthSinglePlane);
    expect(codeOf(index, DCM.MeasurementDivisor)).toMatchObject(LN.BodySurfaceArea);
    expect(measuredNumbers(treeWith([]))).toEqual([]);
    expect(groupsOf(treeWith([])).map(nameOf)).toEqual(['EchoNet predictions']);
  });

  it('have no code of the four-chamber view unless this view was found', () => {
    const [edv] = measuredNumbers(treeWith(['EDV'], { isFourChamber: false }));
    expect(edv.name).toMatchObject(LN.LeftVentricularEndDiastolicVolume);
    expect(codeOf(edv, SCT.MeasurementMethod)).toMatchObject(DCM.MethodOfDisksSinglePlane);
  });

  it('lie beside their contour, which is on the frame of ED or ES', () => {
    const measured = measuredForTests(['EDV', 'EF', 'LAVolume']);
    const root = treeOf(1, { measured: [measured] });
    const [ed, es, la] = groupsOf(root);
    expect([ed, es, la].map(nameOf)).toEqual([
      'EchoNet LV contour, ED, clip 1',
      'EchoNet LV contour, ES, clip 1',
      'EchoNet LA contour, ES, clip 1',
    ]);
    expect([ed, es, la].map((group) => numbersOf(group).map(resultId))).toEqual([
      ['measured.EDV'],
      ['measured.EF'],
      ['measured.LAVolume'],
    ]);
    [ed, es, la].forEach(({ children }, i) => {
      const region = findItem(children, DCM.ImageRegion)!;
      const contour = measured.contours[i];
      expect(region.children[0].reference?.frameNumbers).toEqual([contour.frameNumber]);
      expect(region.graphic?.points).toHaveLength(contour.outline.length);
      region.graphic?.points.forEach(({ x, y }, k) => {
        expect(x).toBeCloseTo(contour.outline[k].x, 4);
        expect(y).toBeCloseTo(contour.outline[k].y, 4);
      });
    });
    const [, beat] = measured.beats;
    expect(findItem(es.children, ownConcept.beats)?.text).toMatch(/^(One|Median of)/);
    expect(beat.edFrame).toBeGreaterThan(1);
    // EF is of both.
    const sources = named(numbersOf(es)[0].children, DCM.SourceOfMeasurement);
    expect(sources.map(({ children }) => children[0].reference?.frameNumbers)).toEqual([
      [measured.contours[0].frameNumber],
      [measured.contours[1].frameNumber],
    ]);
  });

  it('say whether the reader edited the contour or typed the value', () => {
    const clean = measuredForTests([]);
    const { frameNumber, outline } = clean.contours[1];
    const larger = outline.map(({ x, y }) => ({ x: 50 + 1.1 * (x - 50), y }));
    const controls = Array.from({ length: 11 }, (_, i) => 3 * i);
    const drawn = new Map([
      [frameNumber - 1, { contour: { outline: larger, controls }, isCarried: false }],
    ]);
    const typedValues = new Map([['LAVolume', 61] as const, ['heartRate', 72] as const]);
    const root = treeWith(['EDV', 'ESV', 'LAVolume', 'heartRate'], {
      edits: { drawn, typed: typedValues },
    });
    const origins = measuredNumbers(root).map((item) => [
      resultId(item),
      codeOf(item, ownConcept.valueOrigin)?.value,
    ]);
    expect(origins).toEqual([
      ['measured.EDV', 'contours'],
      ['measured.ESV', 'edited-contours'],
      ['measured.LAVolume', 'typed'],
      ['measured.heartRate', 'typed'],
    ]);
    const typed = groupNamed(root, 'typed values, clip 1');
    expect(numbersOf(typed).map(({ quantity }) => quantity?.value)).toEqual([61, 72]);
    // Nobody knows by which method, and no algorithm said it.
    expect(codeOf(numbersOf(typed)[0], SCT.MeasurementMethod)).toBeUndefined();
    expect(findItem(typed.children, DCM.AlgorithmName)).toBeUndefined();
    const [, esContour] = groupsOf(root);
    expect(codeOf(esContour, ownConcept.contourOrigin)?.value).toBe('by-reader');
  });

  it('are means of typed values without a method, and of changed ones with the reader as their origin', () => {
    const typed = (number: number, value: number) =>
      measuredForTests(['LAVolume', 'EF'], {
        number,
        edits: { typed: new Map([['LAVolume', value]]) },
      });
    const root = treeOf(2, { measured: [typed(1, 60), typed(2, 70)] });
    const mean = (id: string) => derivedOf(root).find((item) => resultId(item) === `mean.${id}`)!;
    const [atrium, ef] = [mean('LAVolume'), mean('EF')];
    expect(atrium.quantity?.value).toBe(65);
    expect(codeOf(atrium, ownConcept.valueOrigin)).toMatchObject(valueOriginCode.typed);
    expect(codeOf(atrium, SCT.MeasurementMethod)).toBeUndefined();
    expect(findItem(atrium.children, DCM.AlgorithmName)).toBeUndefined();
    expect(codeOf(ef, ownConcept.valueOrigin)).toMatchObject(valueOriginCode.contours);
    expect(findItem(ef.children, DCM.AlgorithmName)).toBeDefined();
    expect(findItem(atrium.children, SCT.RangeOfUpperMeasurementUncertainty)).toBeUndefined();
    expect(findItem(ef.children, SCT.RangeOfUpperMeasurementUncertainty)).toBeDefined();
    expect(findItem(ef.children, DCM.Comment)?.text).toMatch(
      /^Mean of 2 clips; 90 % interval \d+\.\d % to \d+\.\d %\.$/,
    );
  });

  it('are selected where the reader accepted an EF: measured before predicted, of clips the mean', () => {
    const selections = (measured: readonly MeasuredClip[], decided = true) =>
      all(
        treeOf(2, {
          measured,
          decisions: new Map(decided ? [['EF', decisionForTests('accepted')]] : []),
        }),
      ).flatMap((item) => {
        const code = codeOf(item, DCM.SelectionStatus);
        return code ? [[resultId(item), code.value]] : [];
      });
    const chosen = DCM.UserChosenValue.value;
    expect(selections([], false)).toEqual([]);
    expect(selections([])).toEqual([['EF', chosen]]);
    expect(selections([measuredForTests(['EF'])])).toEqual([['measured.EF', chosen]]);
    const both = [measuredForTests(['EF']), measuredForTests(['EF'], { number: 2 })];
    expect(selections(both)).toEqual([['mean.EF', DCM.MeanValueChosen.value]]);
  });
});
