import { describe, expect, it } from '@jest/globals';
import { coded, container, num, report, text, uidRef } from '../../testing/report-fixture';
import { chooseValues } from './choose-values';
import { readMeasurements } from './read-measurements';

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
/** Values of a study with one report, and what was passed over in it. */
function readDataset(dataset: Record<string, unknown>) {
  const { measurements, passedOver } = readMeasurements(dataset);
  const chosen = chooseValues([{ measurements }]);
  return { values: chosen.values, passedOver: [...passedOver, ...chosen.passedOver] };
}

const read = (...items: Record<string, unknown>[]) => readDataset(report(echoReport, items));
const values = (reading: ReturnType<typeof readDataset>) =>
  Object.fromEntries(Object.entries(reading.values).map(([task, { value }]) => [task, value]));
const reasons = (reading: ReturnType<typeof readDataset>) =>
  reading.passedOver.map(({ reason }) => reason);

describe('readMeasurements', () => {
  it('passes a value over whose finding site is another chamber than its name says', () => {
    const rightVentricle = coded('SCT:363698007|Finding Site', 'SCT:53085002|Right Ventricle');
    const reading = read(
      section(rightVentricle, num('LN:10230-1|Left ventricular Ejection fraction', 33, '%')),
      section(leftVentricle, num(ef, 22, '%', [leftAtrium])),
      section(leftVentricle, num(edv, 120, 'mL')),
    );
    expect(values(reading)).toEqual({ EDV: 120 });
    expect(reasons(reading)).toEqual([
      'It is of another chamber (Right Ventricle) than its name says.',
      'It is of another chamber (Left Atrium) than its name says.',
    ]);
  });

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
    expect(reading.values.EF).toEqual({
      value: 55,
      method: 'biplane method of disks',
      basis: 'only value',
      sources: [
        {
          task: 'EF',
          value: 55,
          method: 'biplane method of disks',
          mark: 'measured',
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
    expect(reading.values.LAVolume).toMatchObject({
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
    // Of one method: the biplane EF has no volumes.
    expect(values(reading)).toEqual({ EF: 51, EDV: 98, ESV: 48, LAVolume: 58, RADimension: 4.8 });
    expect(reading.values.EDV?.method).toBe('method of disks, four-chamber view');
    expect(reading.values.RADimension?.method).toBe('four-chamber view');
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
    const reading = readDataset(
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
    expect(reading.values.EF).toMatchObject({
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
    expect(pick(...plain, teichholz).values.EF).toMatchObject({ value: 54, basis: 'median' });
    expect(pick(plain[0], plain[1]).values.EF?.value).toBe(54);
    expect(pick(...plain, num(ef, 53, '%', [biplane, mean])).values.EF).toMatchObject({
      value: 53,
      basis: 'mean',
      sources: [{ mark: 'mean' }],
    });
    expect(
      pick(...plain, num(ef, 53, '%', [biplane, meanChosen]), num(ef, 57, '%', [biplane, chosen]))
        .values.EF,
    ).toMatchObject({ value: 57, basis: 'chosen by the reader' });
    expect(pick(num(ef, 44, '%', [singlePlane]), num(ef, 48, '%')).values.EF?.value).toBe(44);
  });

  it('chooses between derivations (CID 3627) instead of dropping them', () => {
    const derived = (value: number, code: string) =>
      num(ef, value, '%', [biplane, coded('DCM:121401|Derivation', code)]);
    const best = derived(55, 'SCT:371912002|Best value');
    const mean = derived(54, 'SCT:373098007|Mean');
    const measured = derived(53, 'SCT:258104002|Measured');
    const calculated = derived(52, 'SCT:258090004|Calculated');
    const estimated = derived(60, 'SRT:R-10260|Estimated');
    const visual = derived(65, 'SCT:258083009|Visual estimation');
    const maximum = derived(70, 'SCT:56851009|Maximum');
    const pick = (...items: Record<string, unknown>[]) => {
      const { values: chosen, passedOver } = read(section(leftVentricle, ...items));
      return [chosen.EF?.value, chosen.EF?.basis, passedOver.length];
    };
    expect(pick(estimated, calculated, measured, mean, best, maximum)).toEqual([
      55,
      'best value',
      1,
    ]);
    expect(pick(estimated, measured, mean)).toEqual([54, 'mean', 0]);
    expect(pick(estimated, calculated, visual)).toEqual([52, 'only value', 0]);
    expect(pick(estimated)).toEqual([60, 'estimated', 0]);
    expect(pick(visual)).toEqual([65, 'estimated', 0]);
    expect(pick(maximum)).toEqual([undefined, undefined, 1]);
  });

  it('does not take values that are quoted from earlier studies', () => {
    const ofStudy = (uid: string) =>
      uidRef('DCM:121018|Procedure Study Instance UID', uid, 'HAS OBS CONTEXT');
    const dataset = report(
      echoReport,
      [
        ofStudy('1.2.3'),
        section(leftVentricle, num(ef, 35, '%', [ofStudy('1.2.9')])),
        container(findings, [ofStudy('1.2.9'), leftVentricle, num(ef, 36, '%', [biplane])]),
        container('DCM:121068|Previous Findings', [leftVentricle, num(ef, 37, '%', [biplane])]),
        container('LN:11329-0|History', [leftVentricle, num(ef, 38, '%', [biplane])]),
        container(findings, [
          coded('DCM:121001|Quotation Mode', 'DCM:121003|Document', 'HAS OBS CONTEXT'),
          leftVentricle,
          num(ef, 39, '%', [biplane]),
        ]),
        section(leftVentricle, num(ef, 58, '%')),
      ],
      { StudyInstanceUID: '1.2.3' },
    );
    const reading = readDataset(dataset);
    expect(values(reading)).toEqual({ EF: 58 });
    expect(reasons(reading)).toEqual([
      'It was measured in another study (1.2.9).',
      'It was measured in another study (1.2.9).',
      'It is quoted under Previous Findings.',
      'It is quoted under History.',
      'It is quoted from another source.',
    ]);
  });

  it("does not take the values of other vendors' algorithms", () => {
    const device = (name: string, value: string) => text(name, value, 'HAS OBS CONTEXT');
    const byAlgorithm = [
      report(echoReport, [section(leftVentricle, num(ef, 60, '%'))], {
        Manufacturer: 'Us2.ai',
      }),
      report(echoReport, [section(leftVentricle, num(ef, 60, '%'))], {
        Manufacturer: 'ACME',
        ManufacturerModelName: 'Echo AI Suite',
      }),
      report(echoReport, [
        device('DCM:121015|Device Observer Model Name', 'EchoGo Core'),
        section(leftVentricle, num(ef, 60, '%')),
      ]),
      report(echoReport, [
        container(findings, [
          { ...text('DCM:111003|Algorithm Version', '2.1'), RelationshipType: 'CONTAINS' },
          leftVentricle,
          num(ef, 60, '%'),
        ]),
      ]),
    ];
    for (const dataset of byAlgorithm) {
      expect(readDataset(dataset)).toMatchObject({
        values: {},
        passedOver: [{ reason: expect.stringMatching(/^An algorithm predicted it/) }],
      });
    }
    const byHand = report(
      echoReport,
      [
        device('DCM:121015|Device Observer Model Name', 'Vivid E95'),
        section(leftVentricle, num(ef, 60, '%')),
      ],
      { Manufacturer: 'GE Vingmed Ultrasound' },
    );
    expect(values(readDataset(byHand))).toEqual({ EF: 60 });
  });

  it.each([
    ['SCT:128975004|Ruhezustand', true],
    ['SRT:F-01604|Resting', true],
    ['DCM:121079|Basis', true],
    ['99ACME:1|Baseline', true],
    ['99ACME:1|REPOS', true],
    ['SCT:128976003|In Ruhe?', false],
    ['SCT:128977007|Pre-exercise state', false],
    ['SCT:434161005|Belastungsmaximum', false],
    ['99ACME:2|Peak', false],
    ['99ACME:3|Recovery at rest', false],
    ['99ACME:4|Low dose', false],
  ])('takes the stage %j by its code', (stage, isRest) => {
    for (const name of ['LN:18139-6|Stage', 'DCM:109091|Cardiac Stress State']) {
      const reading = read(section(leftVentricle, num(ef, 60, '%', [coded(name, stage)])));
      expect(values(reading)).toEqual(isRest ? { EF: 60 } : {});
    }
  });

  it('takes a stage in words for one too', () => {
    const stage = text('LN:18139-6|Stage', 'Peak dobutamine', 'HAS OBS CONTEXT');
    expect(reasons(read(container(findings, [stage, leftVentricle, num(ef, 60, '%')])))).toEqual([
      'It was measured at the stage Peak dobutamine, not at rest.',
    ]);
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
      'An algorithm predicted it; it is no reader’s measurement.',
      'It is of a fetus.',
      'It was measured at the stage Peak exercise, not at rest.',
    ]);
  });

  it('passes over volumes that contradict each other', () => {
    const reading = read(section(leftVentricle, num(edv, 50, 'mL'), num(esv, 90, 'mL')));
    expect(reading.values).toEqual({});
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
    // ESV is of another method than EDV.
    expect(values(reading)).toEqual({ EF: 56, EDV: 101, LAVolume: 55, RADimension: 5.1 });
  });

  it.each([
    ['LVEF MOD A4C', 'EF', 'method of disks, four-chamber view'],
    ['EF MOD-bp', 'EF', 'biplane method of disks'],
    ['EF Biplane', 'EF', 'biplane method of disks'],
    ['Biplane EF', 'EF', 'biplane method of disks'],
    ['LV EF (MOD BP)', 'EF', 'biplane method of disks'],
    ["LVEF Simpson's Biplane", 'EF', 'biplane method of disks'],
    ['Left Ventricular Ejection Fraction, BiP Simpson', 'EF', 'biplane method of disks'],
    ['EF(Teich)', 'EF', 'from a diameter'],
    ['LVEF Teichholz', 'EF', 'from a diameter'],
    ['EF Cubed', 'EF', 'from a diameter'],
    ['LVEF A4C', 'EF', 'four-chamber view'],
    ['LVEF A2C', 'EF', 'another view'],
    ['4D EF', 'EF', '3D'],
    ['LVEDV MOD A4C', 'EDV', 'method of disks, four-chamber view'],
    ['EDV MOD-sp4', 'EDV', 'method of disks, four-chamber view'],
    ['LVESV_MOD_A2C', 'ESV', 'method of disks, another view'],
    ['LV ESV A-L A4C', 'ESV', 'single-plane area-length or ellipse'],
    ['LAESV A-L A4C', 'LAVolume', 'single-plane area-length or ellipse'],
    ['LAESV MOD BP', 'LAVolume', 'biplane method of disks'],
    ['LA Vol BP A-L', 'LAVolume', 'biplane area-length or ellipse'],
  ])('reads the printed name %j', (name, task, expected) => {
    const unit = task === 'EF' ? '%' : 'mL';
    const { measurements } = readMeasurements(
      report(echoReport, [
        container(findings, [
          ...(name.startsWith('EDV') ? [leftVentricle] : []),
          num(`99GEMS:1|${name}`, 50, unit),
        ]),
      ]),
    );
    expect(measurements).toMatchObject([{ task, method: expected }]);
  });

  it.each(['RVEF', 'EF Auto', 'LVEF Index', 'MV E/A', 'V max', 'ESV', 'LVEF by the machine'])(
    'does not guess what %j is',
    (name) => {
      const { measurements } = readMeasurements(
        report(echoReport, [container(findings, [num(`99GEMS:1|${name}`, 50, '%')])]),
      );
      expect(measurements).toEqual([]);
    },
  );

  it('finds nothing in an image, an empty or a damaged report', () => {
    const nothing = { values: {}, passedOver: [] };
    expect(readDataset({ Rows: 10 })).toEqual(nothing);
    expect(read()).toEqual(nothing);
    for (const ContentSequence of [3, null, [null], [{ ValueType: 7 }], { ContentSequence: 'x' }]) {
      expect(readDataset({ ContentSequence })).toEqual(nothing);
    }
    let deep: Record<string, unknown> = num(ef, 55, '%');
    for (let i = 0; i < 5000; i++) {
      deep = { ValueType: 'CONTAINER', ContentSequence: [deep] };
    }
    expect(readDataset(deep)).toEqual(nothing);
  });
});
