import { describe, expect, it } from '@jest/globals';
import { chooseValues, type StudyReport } from './choose-values';
import type { ReportedTask } from './reported-task';
import type { Method } from './method';
import type { ReportedMeasurement } from './reported-measurement';

function measurement(task: ReportedTask, value: number, method: Method): ReportedMeasurement {
  const code = { value: task, scheme: 'LN', meaning: task };
  return { task, value, method, mark: 'measured', code, path: task };
}

const biplane = 'biplane method of disks';
const fourChamber = 'method of disks, four-chamber view';
const diameter = 'from a diameter';

const at = (reportedAt: string, ...measurements: ReportedMeasurement[]): StudyReport => ({
  measurements,
  reportedAt,
});
const values = (...reports: StudyReport[]) =>
  Object.fromEntries(
    Object.entries(chooseValues(reports).values).map(([task, { value }]) => [task, value]),
  );

describe('the values of a study with several reports', () => {
  it('are of the better method, not of the newer report', () => {
    expect(
      values(
        at('20260101', measurement('EF', 58, biplane)),
        at('20260102', measurement('EF', 66, diameter)),
      ),
    ).toEqual({ EF: 58 });
    expect(
      values(
        at('20260102', measurement('LAVolume', 70, 'single-plane area-length or ellipse')),
        at('20260101', measurement('LAVolume', 62, biplane)),
      ),
    ).toEqual({ LAVolume: 62 });
  });

  it('are of the newest report among those of one method, in any order', () => {
    const older = at('20260101', measurement('EF', 58, biplane));
    const newer = at('20260102', measurement('EF', 55, biplane));
    const undated = { measurements: [measurement('EF', 40, biplane)] };
    expect(values(older, newer, undated)).toEqual({ EF: 55 });
    expect(values(undated, newer, older)).toEqual({ EF: 55 });
  });

  it('take EF, EDV and ESV of one method', () => {
    const complete = [
      measurement('EF', 51, fourChamber),
      measurement('EDV', 98, fourChamber),
      measurement('ESV', 48, fourChamber),
    ];
    expect(values(at('1', ...complete, measurement('EF', 53, biplane)))).toEqual({
      EF: 51,
      EDV: 98,
      ESV: 48,
    });
    const teichholz = [
      measurement('EF', 66, diameter),
      measurement('EDV', 130, diameter),
      measurement('ESV', 44, diameter),
    ];
    expect(values(at('1', ...teichholz, measurement('EF', 53, biplane)))).toEqual({ EF: 53 });
    expect(
      values(
        at('1', measurement('EF', 53, biplane)),
        at('2', measurement('EDV', 150, biplane), measurement('ESV', 70, biplane)),
      ),
    ).toEqual({ EF: 53, EDV: 150, ESV: 70 });
  });

  it('take values without a method for those of the named one', () => {
    expect(
      values(
        at(
          '1',
          measurement('EF', 60, biplane),
          measurement('EDV', 100, 'not said'),
          measurement('ESV', 40, 'not said'),
          measurement('EDV', 130, diameter),
        ),
      ),
    ).toEqual({ EF: 60, EDV: 100, ESV: 40 });
  });

  it('are none where EF and volumes contradict each other', () => {
    const { values: chosen, passedOver } = chooseValues([
      at(
        '1',
        measurement('EF', 66, biplane),
        measurement('EDV', 100, biplane),
        measurement('ESV', 70, biplane),
        measurement('LAVolume', 50, biplane),
      ),
    ]);
    expect(Object.keys(chosen)).toEqual(['LAVolume']);
    expect(passedOver.map(({ path }) => path)).toEqual(['EF', 'EDV', 'ESV']);
    expect(passedOver[0].reason).toBe('EF is 66 %, but EDV 100 mL and ESV 70 mL make 30 %.');
  });
});
