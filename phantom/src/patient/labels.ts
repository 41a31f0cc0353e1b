import type { PhantomPatient } from './draw-patient';

/** What a label of a simulated patient is; its id is the task's. */
export interface LabelDefinition {
  readonly id: string;
  /** Empty for classes. */
  readonly unit: string;
  readonly definition: string;
  readonly of: (patient: PhantomPatient) => number;
}

/** Upper limit of normal of the end-diastolic wall thickness, cm: Lang et al. 2015, Table 6. */
export const wallThicknessLimitCm = { M: 1.0, F: 0.9 } as const;

/** Above it the left atrium is severely dilated, mL/m2: Lang et al. 2015, Table 4. */
export const severeLaVolumeIndex = 48;

/**
 * The twelve labels of a simulated patient. Normal limits: Lang et al., Recommendations for cardiac
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
