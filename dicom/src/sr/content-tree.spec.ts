import { describe, expect, it } from '@jest/globals';
import { DCM, LN, SCT, ucum } from './codes';
import { findItem, readContentTree } from './content-tree';
import {
  closedPolylineItem,
  codeItem,
  containerItem,
  numericItem,
  personNameItem,
  rootContainer,
  textItem,
  uidReferenceItem,
} from './value-types';

const report = rootContainer(DCM.ImagingMeasurementReport, [
  textItem('HAS OBS CONTEXT', DCM.DeviceObserverName, 'Scanner'),
  uidReferenceItem('HAS OBS CONTEXT', DCM.DeviceObserverUID, '2.25.7'),
  numericItem('CONTAINS', LN.LeftVentricularEndDiastolicVolume, { value: 120, unit: ucum('mL') }, [
    codeItem('HAS CONCEPT MOD', SCT.FindingSite, SCT.LeftVentricle),
  ]),
  numericItem('CONTAINS', LN.LeftVentricularEndSystolicVolume, undefined),
]);

describe('readContentTree', () => {
  it('reads back what the content items were made from', () => {
    const root = readContentTree(report)!;
    expect(root).toMatchObject({ valueType: 'CONTAINER', name: DCM.ImagingMeasurementReport });
    expect(findItem(root.children, DCM.DeviceObserverName)?.text).toBe('Scanner');
    expect(findItem(root.children, DCM.DeviceObserverUID)?.uid).toBe('2.25.7');
    const volume = findItem(root.children, LN.LeftVentricularEndDiastolicVolume)!;
    expect(volume).toMatchObject({
      relationship: 'CONTAINS',
      quantity: { value: 120, unit: ucum('mL') },
    });
    expect(findItem(volume.children, SCT.FindingSite)?.code).toEqual(SCT.LeftVentricle);
  });

  it('has no quantity where a measurement has no value', () => {
    const [, , , empty] = readContentTree(report)!.children;
    expect(empty).toMatchObject({ valueType: 'NUM', quantity: undefined });
  });

  it('leaves out what is deeper, and more, than any report holds', () => {
    const nested = (depth: number): object =>
      depth === 0 ? {} : { ContentSequence: [nested(depth - 1)] };
    let item = readContentTree(nested(60));
    let depth = 0;
    while (item && item.children.length > 0) {
      [item] = item.children;
      depth++;
    }
    expect(depth).toBe(40);
    const many = { ContentSequence: Array.from({ length: 100_010 }, () => ({})) };
    expect(readContentTree(many)!.children).toHaveLength(100_000);
  });

  it('reads sequences of one item that come as the item, and codes of SNOMED RT', () => {
    const ConceptNameCodeSequence = {
      CodeValue: 'T-32600',
      CodingSchemeDesignator: 'SRT',
      CodeMeaning: 'Left ventricle',
    };
    const root = readContentTree({ ContentSequence: { ConceptNameCodeSequence } })!;
    expect(root.children[0].name).toEqual(SCT.LeftVentricle);
  });

  it('leaves out what is damaged, and returns nothing for an image', () => {
    expect(readContentTree({ Rows: 10 })).toBeUndefined();
    expect(readContentTree(undefined)).toBeUndefined();
    expect(readContentTree({ ContentSequence: [3, null, 'x'] })?.children).toEqual([]);
    expect(readContentTree({ ContentSequence: [{ ValueType: {} }] })?.children).toMatchObject([
      { valueType: '', name: undefined },
    ]);
  });

  it('reads contours back on their frame, without the repeated first point', () => {
    const outline = [
      { x: 1.5, y: 2 },
      { x: 30, y: 2.25 },
      { x: 16, y: 40 },
    ];
    const region = closedPolylineItem('CONTAINS', DCM.ImageRegion, outline, {
      SOPClassUID: '1.2.3',
      SOPInstanceUID: '1.2.4',
      frameNumbers: [7],
    });
    const group = containerItem(DCM.MeasurementGroup, [
      region,
      personNameItem('HAS OBS CONTEXT', DCM.PersonObserverName, 'Moeller^Ada'),
    ]);
    const [read, observer] = readContentTree(group)!.children;
    expect(read.graphic).toEqual({ type: 'POLYLINE', points: outline });
    expect(read.children[0].reference).toEqual({
      SOPClassUID: '1.2.3',
      SOPInstanceUID: '1.2.4',
      frameNumbers: [7],
    });
    expect(observer.personName).toBe('Moeller^Ada');
    for (const GraphicData of [undefined, [1, 2, 3], ['x', 1], {}]) {
      const damaged = { ContentSequence: [{ ...region, GraphicData }] };
      expect(readContentTree(damaged)?.children[0].graphic).toBeUndefined();
    }
  });
});
