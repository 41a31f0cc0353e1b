/** Designators of SNOMED RT (PS3.16 8.1), which reports made before 2018 use. */
export const snomedRtSchemes: ReadonlySet<string> = new Set(['SRT', 'SNM3', '99SDM']);

/** SNOMED CT values by SNOMED RT value (PS3.16 Annex O), of the concepts in codes.ts. */
export const sctOfSnomedRt: Readonly<Record<string, string>> = {
  'F-01602': '128974000',
  'F-32070': '70822001',
  'G-0373': '399264008',
  'G-0383': '399235004',
  'G-0394': '399155008',
  'P0-02242': '426865009',
  'G-A193': '131187009',
  'G-A19B': '399232001',
  'G-A19C': '399214001',
  'G-C036': '370129005',
  'G-C0E3': '363698007',
  'G-D705': '118565006',
  'R-00317': '373098007',
  'R-4089A': '272518008',
  'R-FAB5B': '416430001',
  'R-FAB5C': '416190007',
  'T-32200': '73829009',
  'T-32300': '82471001',
  'T-32500': '53085002',
  'T-32600': '87878005',
};
