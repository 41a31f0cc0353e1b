import { severeLaVolumeIndex, wallThicknessLimitCm } from './limits';
import type { PhantomPatient } from './phantom-patient';

export interface LabelDefinition {
  /** Id of the task. */
  readonly id: string;
  /** Empty for classes. */
  readonly unit: string;
  readonly definition: string;
  readonly of: (patient: PhantomPatient) => number;
}

/**
 * Labels of a simulated patient. Normal limits: Lang et al., Recommendations for cardiac
 * chamber quantification by echocardiography in adults, J Am Soc Echocardiogr 28:1 (2015).
 */
export const labelDefinitions: readonly LabelDefinition[] = [
  {
    id: 'EF',
    unit: '%',
    definition: '100 (EDV - ESV) / EDV',
    of: ({ efPercent }) => efPercent,
  },
  {
    id: 'EDV',
    unit: 'mL',
    definition:
      'largest volume of the left ventricle, from the endocardium to the mitral annular plane, papillary muscles counted as cavity',
    of: ({ edvMl }) => edvMl,
  },
  {
    id: 'ESV',
    unit: 'mL',
    definition: 'smallest volume of the left ventricle, measured as EDV is',
    of: ({ esvMl }) => esvMl,
  },
  {
    id: 'lead',
    unit: '',
    definition: '1 where a pacing or defibrillator lead runs through the right heart, otherwise 0',
    of: ({ hasLead }) => Number(hasLead),
  },
  {
    id: 'LAVolume',
    unit: 'mL',
    definition:
      'volume of the left atrium at end-systole, when it is largest, from its roof to the mitral annular plane',
    of: ({ laVolumeMl }) => laVolumeMl,
  },
  {
    id: 'RADimension',
    unit: 'cm',
    definition:
      'major axis of the right atrium at end-systole, from its roof to the tricuspid annular plane',
    of: ({ raDimensionCm }) => raDimensionCm,
  },
  {
    id: 'LADilation',
    unit: '',
    definition: `1 where LAVolume over body surface area (Du Bois) is above ${severeLaVolumeIndex} mL/m2, otherwise 0`,
    of: ({ laVolumeMl, bsaM2 }) => Number(laVolumeMl / bsaM2 > severeLaVolumeIndex),
  },
  {
    id: 'LVH',
    unit: '',
    definition: `1 where the wall of the left ventricle is thicker at end-diastole than ${wallThicknessLimitCm.M.toFixed(1)} cm in men or ${wallThicknessLimitCm.F.toFixed(1)} cm in women, otherwise 0`,
    of: ({ sex, wallThicknessCm }) => Number(wallThicknessCm > wallThicknessLimitCm[sex]),
  },
  { id: 'age', unit: 'y', definition: 'age in whole years', of: ({ ageYears }) => ageYears },
  { id: 'sex', unit: '', definition: '1 male, 0 female', of: ({ sex }) => Number(sex === 'M') },
  { id: 'weight', unit: 'kg', definition: 'body weight', of: ({ weightKg }) => weightKg },
  { id: 'height', unit: 'm', definition: 'body height', of: ({ heightM }) => heightM },
];
