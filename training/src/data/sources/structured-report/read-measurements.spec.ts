import { describe, expect, it } from '@jest/globals';
import { readMeasurements } from './';
import { coded, container, num, report, text } from './report-fixture';

const echoReport = 'DCM:125200|Adult Echocardiography Procedure Report';
const findings = 'DCM:121070|Findings';
const group = 'DCM:125007|Measurement Group';
const leftVentricle = coded('SCT:363698007|Finding Site', 'SCT:87878005|Left Ventricle');
const leftAtrium = coded('SCT:363698007|Finding Site', 'SCT:82471001|Left Atrium');
const rightAtrium = coded('SCT:363698007|Finding Site', 'SCT:73829009|Right Atrium');
const method = (value: string) => coded('SCT:370129005|Measurement Method', value);
const biplane = method('DCM:125207|Method of Disks, Biplane');
const singlePlane = method('DCM:125208|Method of Disks, Single Plane');
const fourChamber = coded('DCM:111031|Image View', 'SCT:399214001|Apical four chamber');
const endDiastole = coded('SCT:272518008|Cardiac Cycle Point', 'SCT:416190007|End diastole');
const endSystole = coded('SCT:272518008|Cardiac Cycle Point', 'SCT:416430001|End Systole');
const ef = 'LN:18043-0|Left Ventricular Ejection Fraction by US';
const edv = 'LN:18026-5|Left Ventricular End Diastolic Volume';
const esv = 'LN:18148-7|Left Ventricular End Systolic Volume';

/** A section of TID 5200. */
const section = (site: Record<string, unknown>, ...items: Record<string, unknown>[]) =>
  container(findings, [site, container(group, items)]);
const read = (...items: Record<string, unknown>[]) => readMeasurements(report(echoReport, items));
const values = (reading: ReturnType<typeof readMeasurements>) =>
  Object.fromEntries(Object.entries(reading.labels).map(([task, label]) => [task, label.value]));
const reasons = (reading: ReturnType<typeof readMeasurements>) =>
  reading.passedOver.map(({ reason }) => reason);

describe('readMeasurements', () => {
  it('reads TID 5200, with modifiers of the measurement and of the containers around it', () => {
    const reading = read(
      section(
        leftVentricle,
        coded('SCT:399264008|Image Mode', 'SCT:399064001|2D mode'),
        num(ef, 55, '%', [biplane]),
        num(edv, 120, 'mL', [biplane]),
        num(esv, 0.054, 'l', [biplane]),
      ),
      section(leftAtrium, num('SCT:399235004|Left Atrium Systolic Volume', 62, 'cm3')),
    );
    expect(values(reading)).toEqual({ EF: 55, EDV: 120, ESV: 54, LAVolume: 62 });
    expect(reading.passedOver).toEqual([]);
    expect(reading.labels.EF).toEqual({
      value: 55,
      method: 'biplane method of disks',
      basis: 'only value',
      sources: [
        {
          task: 'EF',
          value: 55,
          method: 'biplane method of disks',
          code: {
            value: '18043-0',
            scheme: 'LN',
            meaning: 'Left Ventricular Ejection Fraction by US',
          },
          path:
            'Adult Echocardiography Procedure Report > Findings (Left Ventricle) > ' +
            'Measurement Group (Left Ventricle) > Left Ventricular Ejection Fraction by US',
        },
      ],
    });
  });

  it('reads the SNOMED RT codes of older reports', () => {
    const site = coded('SRT:G-C0E3|Finding Site', 'SRT:T-32300|Left Atrium');
    const single = coded('SRT:G-C036|Measurement Method', 'DCM:125208|MOD, Single Plane');
    const reading = read(
      section(
        site,
        num('SRT:G-0383|Left Atrium Systolic Volume', 70, 'ml', [
          single,
          coded('DCM:111031|Image View', 'SRT:G-A19C|Apical four chamber'),
        ]),
        num('SNM3:G-0383|Left Atrium Systolic Volume', 66, 'ml', [
          coded('99SDM:G-C036|Measurement Method', 'DCM:125207|MOD, Biplane'),
        ]),
      ),
    );
    expect(reading.labels.LAVolume).toMatchObject({
      value: 66,
      method: 'biplane method of disks',
    });
  });

  it('reads the pre-coordinated names of TID 5300', () => {
    const measurements = container('DCM:125301|Pre-coordinated Measurements', [
      num('LN:79993-2|LVEF single plane 4C (MOD)', 51, '%'),
      num('LN:79991-6|LVEF biplane (MOD)', 53, '%'),
      num('LN:77891-0|LVEF (Teichholz) 2D', 60, '%'),
      num('LN:79999-9|LV EDV single plane 4C (MOD)', 98, 'mL'),
      num('LN:80004-5|LV ESV single plane 4C (MOD)', 48, 'mL'),
      num('LN:80002-9|LV ESV biplane (MOD) / BSA', 25, 'mL/m2'),
      num('LN:79984-1|LA volume biplane (MOD) / BSA', 34, 'mL/m2'),
      num('LN:79986-6|LA volume single plane 4C (MOD)', 58, 'mL'),
      num('LN:80076-3|Right atrial major axis dimension 4C', 48, 'mm'),
      num('LN:80077-1|Right atrial minor axis dimension 4C', 37, 'mm'),
    ]);
    const reading = read(measurements);
    expect(values(reading)).toEqual({ EF: 53, EDV: 98, ESV: 48, LAVolume: 58, RADimension: 4.8 });
    expect(reading.labels.EDV?.method).toBe('method of disks, four-chamber view');
    expect(reading.labels.RADimension?.method).toBe('four-chamber view');
  });

  it('reads generic properties by their site and phase', () => {
    const property = (value: string) => coded('DCM:125307|Measured Property', value);
    const type = (value: string) => coded('DCM:125306|Measurement Type', value);
    const volume = property('SCT:118565006|Volume');
    const reading = read(
      container('DCM:125302|Post-coordinated Measurements', [
        num('99ACME:1|Own name', 110, 'mL', [leftVentricle, volume, endDiastole, biplane]),
        num('99ACME:2|Own name', 50, 'mL', [leftVentricle, volume, endSystole, biplane]),
        num('99ACME:3|Own name', 40, 'mL', [leftAtrium, volume, endDiastole]),
        num('99ACME:4|Own name', 30, 'mL', [leftAtrium, volume, type('DCM:125313|Indexed')]),
        num('99ACME:5|Own name', 61, 'mL', [leftAtrium, volume, endSystole]),
        num('99ACME:6|Own name', 4.6, 'cm', [rightAtrium, property('SCT:131187009|Major Axis')]),
        num('99ACME:7|Own name', 6.9, 'cm', [leftAtrium, property('SCT:131187009|Major Axis')]),
      ]),
      container('DCM:122292|Quantitative Analysis', [
        leftVentricle,
        num('SCT:70822001|Cardiac ejection fraction', 0.57, '{ratio}'),
        num('SCT:118565006|Volume', 130, 'mL'),
      ]),
      container('DCM:122292|Quantitative Analysis', [
        coded('SCT:363698007|Finding Site', 'SCT:53085002|Right Ventricle'),
        num('SCT:70822001|Cardiac ejection fraction', 45, '%'),
      ]),
    );
    expect(values(reading)).toEqual({ EF: 57, EDV: 110, ESV: 50, LAVolume: 61, RADimension: 4.6 });
    expect(reasons(reading)).toEqual(['It is divided by body surface area or another number.']);
  });

  it('reads the measurement groups of TID 1500', () => {
    const reading = readMeasurements(
      report('DCM:126000|Imaging Measurement Report', [
        container('DCM:126010|Imaging Measurements', [
          container(group, [
            text('DCM:112039|Tracking Identifier', 'Clip 4', 'HAS OBS CONTEXT'),
            leftVentricle,
            num(ef, 62, '%', [singlePlane, fourChamber]),
          ]),
        ]),
      ]),
    );
    expect(reading.labels.EF).toMatchObject({
      value: 62,
      method: 'method of disks, four-chamber view',
      sources: [{ view: 'Apical four chamber' }],
    });
  });

  it('prefers the better method, then the marked value, then the median', () => {
    const status = (value: string) => coded('DCM:121404|Selection Status', value, 'HAS PROPERTIES');
    const derivation = (value: string) => coded('DCM:121401|Derivation', value);
    const chosen = status('DCM:121410|User chosen value');
    const meanChosen = status('DCM:121412|Mean value chosen');
    const mean = derivation('SCT:373098007|Mean');
    const pick = (...items: Record<string, unknown>[]) => read(section(leftVentricle, ...items));
    const plain = [50, 58, 54].map((value) => num(ef, value, '%', [biplane]));
    const teichholz = num(ef, 70, '%', [method('DCM:125209|Teichholz'), chosen]);
    expect(pick(...plain, teichholz).labels.EF).toMatchObject({ value: 54, basis: 'median' });
    expect(pick(plain[0], plain[1]).labels.EF?.value).toBe(54);
    expect(pick(...plain, num(ef, 53, '%', [biplane, mean])).labels.EF).toMatchObject({
      value: 53,
      basis: 'mean',
      sources: [{ mark: 'mean' }],
    });
    expect(
      pick(...plain, num(ef, 53, '%', [biplane, meanChosen]), num(ef, 57, '%', [biplane, chosen]))
        .labels.EF,
    ).toMatchObject({ value: 57, basis: 'chosen by the reader' });
    expect(pick(num(ef, 44, '%', [singlePlane]), num(ef, 48, '%')).labels.EF?.value).toBe(44);
  });

  it('does not count the values that a mean was made from', () => {
    const repeats = [40, 41, 99].map((value) => ({
      ...num(ef, value, '%'),
      RelationshipType: 'INFERRED FROM',
    }));
    const volume = { ...num(edv, 100, 'mL'), RelationshipType: 'INFERRED FROM' };
    const reading = read(section(leftVentricle, num(ef, 60, '%', [...repeats, volume])));
    expect(values(reading)).toEqual({ EF: 60, EDV: 100 });
  });

  it('passes over what is no reader’s measurement at rest, with a reason', () => {
    const derivation = coded('DCM:121401|Derivation', 'SCT:386136009|Standard Deviation');
    const stress = coded('LN:18139-6|Stage', 'SCT:128976003|Peak exercise', 'HAS OBS CONTEXT');
    const rest = coded('LN:18139-6|Stage', 'SCT:128974000|Baseline', 'HAS OBS CONTEXT');
    const fetus = coded('DCM:121024|Subject Class', 'DCM:121026|Fetus', 'HAS OBS CONTEXT');
    const reading = read(
      section(
        leftVentricle,
        num(ef, 3, '%', [derivation]),
        num(ef, 0.6, '%'),
        num(ef, undefined, '%'),
        num(edv, 60, 'mL/m2'),
        num(ef, 48, '%', [text('DCM:111001|Algorithm Name', 'EchoNet')]),
      ),
      container(findings, [fetus, leftVentricle, num(ef, 70, '%')]),
      container(findings, [stress, leftVentricle, num(ef, 71, '%')]),
      container(findings, [rest, leftVentricle, num(ef, 59, '%')]),
    );
    expect(values(reading)).toEqual({ EF: 59 });
    expect(reasons(reading)).toEqual([
      'It is the Standard Deviation of several.',
      'It is 0.6 %, outside of what can be true.',
      'It has no value.',
      'It is in mL/m2.',
      'An algorithm predicted it; a label must be a reader’s measurement.',
      'It is of a fetus.',
      'It was measured at the stage Peak exercise, not at rest.',
    ]);
  });

  it('passes over volumes that contradict each other', () => {
    const reading = read(section(leftVentricle, num(edv, 50, 'mL'), num(esv, 90, 'mL')));
    expect(reading.labels).toEqual({});
    expect(reasons(reading)[0]).toMatch(/^ESV is 90 mL and EDV 50 mL; /);
  });

  it('reads names of private schemes only where the whole name is understood', () => {
    const reading = read(
      section(
        leftVentricle,
        num('99ACME:1|EDV(MOD-bp)', 101, 'mL'),
        num('99ACME:2|ESV (MOD-sp4)', 44, 'mL'),
        num('99ACME:3|LVEF', 56, '%'),
        num('99ACME:4|E-F Slope', 40, '%'),
        num('99ACME:5|EF (Auto)', 40, '%'),
      ),
      section(
        leftAtrium,
        num('99ACME:6|LA Vol (A-L A4C)', 55, 'mL'),
        num('99ACME:7|LA Vol Index (MOD-bp)', 25, 'mL'),
        num('99ACME:8|LAV min', 25, 'mL'),
        num('99ACME:9|EDV(MOD-bp)', 30, 'mL'),
      ),
      section(rightAtrium, num('99ACME:10|RA Major', 51, 'mm')),
    );
    expect(values(reading)).toEqual({ EF: 56, EDV: 101, ESV: 44, LAVolume: 55, RADimension: 5.1 });
    expect(reading.labels.ESV?.method).toBe('method of disks, four-chamber view');
  });

  it('finds nothing in an image, an empty or a damaged report', () => {
    const nothing = { labels: {}, passedOver: [] };
    expect(readMeasurements({ Rows: 10 })).toEqual(nothing);
    expect(read()).toEqual(nothing);
    for (const ContentSequence of [3, null, [null], [{ ValueType: 7 }], { ContentSequence: 'x' }]) {
      expect(readMeasurements({ ContentSequence })).toEqual(nothing);
    }
    let deep: Record<string, unknown> = num(ef, 55, '%');
    for (let i = 0; i < 5000; i++) {
      deep = { ValueType: 'CONTAINER', ContentSequence: [deep] };
    }
    expect(readMeasurements(deep)).toEqual(nothing);
  });
});
