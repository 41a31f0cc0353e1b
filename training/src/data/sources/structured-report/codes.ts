/** Codes that reports are read by, written 'scheme:value'. PS3.16, 2024. */

/** What a measurement is said about by its modifiers (TID 300, 5203, 5302). */
export const modifier = {
  findingSite: 'SCT:363698007',
  measurementMethod: 'SCT:370129005',
  imageMode: 'SCT:399264008',
  imageView: 'DCM:111031',
  derivation: 'DCM:121401',
  selectionStatus: 'DCM:121404',
  index: 'DCM:121425',
  measurementType: 'DCM:125306',
  measuredProperty: 'DCM:125307',
  measurementDivisor: 'DCM:125308',
  cardiacStressState: 'DCM:109091',
  stage: 'LN:18139-6',
  subjectClass: 'DCM:121024',
} as const;

/** Says that a program made the measurement: Algorithm Name (TID 4019), Artificial Intelligence. */
export const algorithmName = 'DCM:111001';
export const artificialIntelligence = 'DCM:123110';
export const fetus = 'DCM:121026';
/** CID 12303. */
export const indexed = 'DCM:125313';

/** Chambers (CID 12236, 12305). */
export const site = {
  leftVentricle: 'SCT:87878005',
  leftAtrium: 'SCT:82471001',
  rightAtrium: 'SCT:73829009',
} as const;

/** CID 12233, 12307. */
export const phase = {
  endDiastole: 'SCT:416190007',
  endSystole: 'SCT:416430001',
} as const;

/** Views (CID 12226) that the methods are named for. */
export const view = {
  fourChamber: 'SCT:399214001',
  twoChamber: 'SCT:399232001',
} as const;

/** CID 12224. */
export const imageMode = { threeDimensional: 'SCT:426865009', mMode: 'SCT:399155008' } as const;

/** CID 224 and 12301, and derivations (CID 3627, 7464). */
export const mark = {
  userChosen: 'DCM:121410',
  mostRecent: 'DCM:121411',
  meanChosen: 'DCM:121412',
  mean: 'SCT:373098007',
  median: 'SCT:373099004',
} as const;

/** Generic properties, which a site makes specific (CID 12252, 12257, 12265, 12304). */
export const property = {
  ejectionFraction: 'SCT:70822001',
  volume: 'SCT:118565006',
  majorAxis: 'SCT:131187009',
} as const;
