import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { software } from '@echonet/dicom';
import { coded, container, num, reportDataset } from '@echonet/dicom/testing';
import { readStudyMeasurements } from './read-study';

const study = { StudyInstanceUID: '1.2.3', date: '', PatientID: 'P1' };
const title = 'DCM:125200|Adult Echocardiography Procedure Report';
const biplane = coded('SCT:370129005|Measurement Method', 'DCM:125207|Method of Disks, Biplane');
const ef = (value: number) =>
  num('LN:18043-0|Left Ventricular Ejection Fraction by US', value, '%', [biplane]);

const report = (value: number, attributes = {}) =>
  reportDataset(title, [container('DCM:121070|Findings', [ef(value)])], attributes);

describe('what the reports of a study measured', () => {
  it('has the value with its method, and the date of the report where the study has none', () => {
    const read = readStudyMeasurements(study, [
      report(55, { ContentDate: '20240131', ContentTime: '101500' }),
    ]);
    expect(read.bySonographer.EF).toMatchObject({ value: 55, method: 'biplane method of disks' });
    expect(read).toMatchObject({ date: '20240131', byEchoNet: {}, problems: [] });
    expect(readStudyMeasurements({ ...study, date: '20240101' }, []).date).toBe('20240101');
  });

  it('takes the newest report of the same method', () => {
    const [older, newer] = [
      report(48, { ContentDate: '20240101' }),
      report(52, { ContentDate: '20240102' }),
    ];
    expect(readStudyMeasurements(study, [newer, older]).bySonographer.EF?.value).toBe(52);
  });

  it('leaves out what is of another patient, whose report was put into the study', () => {
    const read = readStudyMeasurements(study, [
      report(20, { PatientID: 'P2' }),
      report(55, { PatientID: 'p1 ' }),
    ]);
    expect(read.bySonographer.EF?.sources).toHaveLength(1);
    expect(read.bySonographer.EF?.value).toBe(55);
    expect(read.problems).toEqual([
      'A report is of another patient than the study; it was not read.',
    ]);
  });

  it("does not take EchoNet's own reports for a sonographer's", () => {
    const ours = report(61, { Manufacturer: software.manufacturer });
    const read = readStudyMeasurements(study, [ours]);
    expect(read.bySonographer).toEqual({});
    expect(read.byEchoNet.EF?.value).toBe(61);
  });

  it('says of values that contradict each other why they are missing', () => {
    const contradiction = reportDataset(title, [
      container('DCM:121070|Findings', [
        ef(66),
        num('LN:18026-5|Left Ventricular End Diastolic Volume', 100, 'mL', [biplane]),
        num('LN:18148-7|Left Ventricular End Systolic Volume', 70, 'mL', [biplane]),
      ]),
    ]);
    const read = readStudyMeasurements(study, [contradiction]);
    expect(read.bySonographer).toEqual({});
    expect(read.problems).toEqual(['EF is 66 %, but EDV 100 mL and ESV 70 mL make 30 %.']);
  });

  it('never throws, whatever a report holds, and reads so many reports at most', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ maxDepth: 4 })), (reports) => {
        readStudyMeasurements(study, reports);
      }),
    );
    const throwing = new Proxy(
      {},
      {
        get() {
          throw new Error('damaged');
        },
      },
    );
    const read = readStudyMeasurements(study, [throwing, report(55)]);
    expect(read.bySonographer.EF?.value).toBe(55);
    expect(read.problems).toEqual(['A report could not be read: damaged.']);
    const many = Array.from({ length: 60 }, () => ({}));
    expect(readStudyMeasurements(study, many).problems).toEqual([
      'Only 50 of 60 reports were read.',
    ]);
  });
});
