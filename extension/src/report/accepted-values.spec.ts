import { describe, expect, it } from '@jest/globals';
import { DCM, LN, SCT } from '@echonet/dicom';
import { measurementReport } from './sr/measurement-report';
import { selectedEjectionFraction } from './sr/selected-ejection-fraction';
import { acceptedValues } from './accepted-values';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  withCutAtrium,
} from './testing';

const accepted = (...ids: string[]) =>
  new Map(ids.map((id) => [id, decisionForTests('accepted')] as const));
const byId = (...args: Parameters<typeof reportForTests>) =>
  new Map(acceptedValues(reportForTests(...args)).map((value) => [value.id, value]));

describe('the values for a reporting system', () => {
  it('are those that the reader accepted, and neither rejected, pending nor left out', () => {
    const decisions = new Map([
      ['EF', decisionForTests('accepted')],
      ['EDV', decisionForTests('rejected')],
      // A finding has no quantity.
      ['lead', decisionForTests('accepted')],
    ]);
    expect([...byId(1, { decisions }).keys()]).toEqual(['EF']);
    expect([...byId(1, { decisions, leftOut: new Set(['EF']) }).keys()]).toEqual([]);
    expect([...byId(1, { decisions: new Map() }).keys()]).toEqual([]);
    const nothingOfContours = { decisions: new Map(), measured: [measuredForTests([])] };
    expect([...byId(1, nothingOfContours).keys()]).toEqual([]);
  });

  it('are never those of an automatic reading', () => {
    const measured = [{ ...measuredForTests([]), isAutomatic: true as const }];
    expect([...byId(1, { decisions: new Map(), measured }).keys()]).toEqual([]);
  });

  it('are each there once, under the code of any view, with method, view and derivation', () => {
    const values = byId(1, {
      reading: readingOfClips(1, {}, fourChamberView),
      measured: [measuredForTests(['EF', 'EDV', 'LAVolume', 'heartRate', 'MAPSE', 'LAIndex'])],
    });
    // MAPSE has no standard code, and the index that of the volume.
    expect([...values.keys()]).toEqual(['EF', 'EDV', 'LAVolume', 'heartRate']);
    expect(values.get('EF')?.measurement).toMatchObject({
      name: LN.LeftVentricularEjectionFractionByUS,
      method: DCM.MethodOfDisksSinglePlane,
      view: SCT.ApicalFourChamber,
      selection: DCM.UserChosenValue,
      site: SCT.LeftVentricle,
    });
    expect(values.get('LAVolume')?.measurement).toMatchObject({
      name: SCT.LeftAtriumSystolicVolume,
      method: DCM.AreaLengthSinglePlane,
    });
    expect(values.get('EF')?.comments.join(' ')).toMatch(
      /^Measured from contours\. .*heartbeat.*Contours by .* Trained on .* evaluated on other /,
    );
  });

  it('of the left ventricle are either all measured or all predicted', () => {
    const values = byId(1, {
      decisions: accepted('EF', 'EDV', 'ESV'),
      measured: [measuredForTests(['EF'])],
    });
    expect([...values.keys()]).toEqual(['EF']);
    expect(values.get('EF')?.origin).toBe('contours');
    const predicted = byId(1, { decisions: accepted('EF', 'EDV', 'ESV') });
    expect(
      [...predicted.values()].map(({ id, origin, measurement: { value } }) => [id, origin, value]),
    ).toEqual([
      ['EF', undefined, 55.25],
      ['EDV', undefined, 100],
      ['ESV', undefined, 45],
    ]);
    expect(predicted.get('EF')?.measurement.interval90).toEqual([44.25, 66.25]);
  });

  it('of several clips are the mean of those that the reader accepted, with an interval where each has one', () => {
    const first = measuredForTests(['EF', 'EDV']);
    const second = measuredForTests(['EF'], { number: 2, edits: { typed: new Map([['EF', 40]]) } });
    const ef = first.results.find(({ id }) => id === 'EF')!.value;
    const values = byId(2, { measured: [first, second] });
    expect(values.get('EF')?.measurement).toMatchObject({
      value: (ef + 40) / 2,
      derivation: SCT.Mean,
      selection: DCM.MeanValueChosen,
      interval90: undefined,
    });
    expect(values.get('EF')?.origin).toBe('edited contours');
    expect(values.get('EDV')?.clips.map(({ number }) => number)).toEqual([1]);
    const found = byId(2, { measured: [first, measuredForTests(['EF'], { number: 2 })] });
    const { interval90 } = first.results.find(({ id }) => id === 'EF')!;
    expect(found.get('EF')?.measurement.interval90).toEqual(interval90);
    expect(found.get('EF')?.comments[0]).toMatch(
      /^Mean of 2 clips, measured from contours; 90 % interval \d/,
    );
  });

  it('of the left ventricle are of the clips with both volumes and EF, where there are some', () => {
    const measured = [
      measuredForTests(['ESV', 'EF']),
      measuredForTests(['EDV', 'ESV', 'EF'], { number: 2 }),
    ];
    const values = byId(2, { measured });
    expect([...values.values()].map(({ clips }) => clips.map(({ number }) => number))).toEqual([
      ...[[2], [2], [2]],
    ]);
    expect(selectedEjectionFraction(reportForTests(2, { measured }))).toEqual({
      of: 'clip',
      SOPInstanceUID: '1.2.3.2',
    });
  });

  it('of an atrium that the sector cuts off say so, as does the structured report', () => {
    const of = (number: number) => measuredForTests(['LAVolume', 'LAIndex', 'EF'], { number });
    const cut = (number: number) => withCutAtrium(of(number));
    const context = {
      deviceUid: '1.2.3.4',
      explanations: [],
      sopClassOf: () => '1.2.840.10008.5.1.4.1.1.3.1',
    };
    const atLeast = /Left atrium cut off by the edge of the sector: its volume is at least/g;
    const comments = (clips: number, measured: ReturnType<typeof of>[], id: 'EF' | 'LAVolume') =>
      byId(clips, { measured }).get(id)!.comments.join(' ');
    expect(comments(1, [cut(1)], 'LAVolume')).toMatch(atLeast);
    expect(comments(2, [of(1), cut(2)], 'LAVolume')).toMatch(atLeast);
    expect(comments(1, [cut(1)], 'EF')).not.toMatch(atLeast);
    expect(comments(1, [of(1)], 'LAVolume')).not.toMatch(atLeast);
    const written = (clips: number, measured: ReturnType<typeof of>[]) =>
      JSON.stringify(measurementReport(reportForTests(clips, { measured }), context));
    // Volume and index of the clip; those of the mean.
    expect(written(1, [cut(1)]).match(atLeast)).toHaveLength(2);
    expect(written(2, [of(1), cut(2)]).match(atLeast)).toHaveLength(4);
    expect(written(2, [of(1), of(2)])).not.toMatch(atLeast);
  });

  it('that the reader typed name no method and no network', () => {
    const typed = measuredForTests(['EF'], { edits: { typed: new Map([['EF', 40]]) } });
    const ef = byId(1, { measured: [typed] }).get('EF')!;
    expect(ef.measurement.value).toBe(40);
    expect(ef.measurement.method).toBeUndefined();
    expect(ef.comments).toEqual(['Typed by the reader.']);
  });
});
