import { describe, expect, it } from '@jest/globals';
import type { ClipAttributes, ReportClip } from './report-data';
import { subgroups, viewGroups } from './subgroups';

const clip = (attributes: ClipAttributes, view = 'A4C'): ReportClip => ({
  patientId: 'p',
  clipId: 'c',
  subset: 'test',
  view,
  attributes,
  truth: {},
  frames: {},
});

describe('subgroups', () => {
  it('assigns borders to the band above and orders bands, unknown last', () => {
    const clips = [80, undefined, 79.9, 40, 39.9, 60].map((age) => clip({ age }));
    expect(subgroups(clips)).toEqual([
      {
        attribute: 'Age',
        unit: 'years',
        groups: [
          { group: 'under 40', clips: [4] },
          { group: '40 to 59', clips: [3] },
          { group: '60 to 79', clips: [2, 5] },
          { group: '80 and over', clips: [0] },
          { group: 'not recorded', clips: [1] },
        ],
      },
    ]);
  });

  it('groups by WHO band, sex and manufacturer', () => {
    const clips = [
      clip({ sex: 'M', bmi: 18.4, manufacturer: 'Siemens' }),
      clip({ sex: 'F', bmi: 18.5, manufacturer: ' GE ' }),
      clip({ sex: 'M', bmi: 25, manufacturer: 'GE' }),
      clip({ bmi: 30, manufacturer: '' }),
    ];
    const names = subgroups(clips).map(({ attribute, groups }) => [
      attribute,
      ...groups.map(({ group }) => group),
    ]);
    expect(names).toEqual([
      ['Sex', 'female', 'male', 'not recorded'],
      ['BMI', 'under 18.5', '18.5 to 24.9', '25 to 29.9', '30 and over'],
      ['Manufacturer', 'GE', 'Siemens', 'not recorded'],
    ]);
  });

  it('are empty for clips without attributes', () => {
    expect(subgroups([clip({}), clip({})])).toEqual([]);
  });
});

describe('viewGroups', () => {
  it('orders the views by name', () => {
    expect(viewGroups([clip({}, 'PLAX'), clip({}), clip({}, 'PLAX')])).toEqual([
      { group: 'A4C', clips: [1] },
      { group: 'PLAX', clips: [0, 2] },
    ]);
  });
});
