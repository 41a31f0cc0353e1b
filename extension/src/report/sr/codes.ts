import type { Task } from '@echonet/models';
import type { Code } from '../dicom/dataset';

const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });
const sct = (value: string, meaning: string): Code => ({ value, scheme: 'SCT', meaning });
const ucum = (value: string, meaning: string): Code => ({ value, scheme: 'UCUM', meaning });

/** Coding scheme of what no standard has a code for; see codingScheme. */
const own = (value: string, meaning: string): Code => ({ value, scheme: '99ECHONET', meaning });

/** Coding Scheme Identification (PS3.3 C.12.1.1.1) of the private codes. */
export const codingScheme = {
  CodingSchemeDesignator: '99ECHONET',
  CodingSchemeName: 'EchoNet for OHIF',
  CodingSchemeResponsibleOrganization: 'EchoNet for OHIF',
};

/** Concepts of DICOM PS3.16: TID 1500 and what it includes. */
export const concept = {
  imagingMeasurementReport: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  observerType: dcm('121005', 'Observer Type'),
  device: dcm('121007', 'Device'),
  person: dcm('121006', 'Person'),
  personName: dcm('121008', 'Person Observer Name'),
  personLoginName: dcm('128774', "Person Observer's Login Name"),
  deviceUid: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceManufacturer: dcm('121014', 'Device Observer Manufacturer'),
  deviceModelName: dcm('121015', 'Device Observer Model Name'),
  procedureReported: dcm('121058', 'Procedure reported'),
  imageLibrary: dcm('111028', 'Image Library'),
  imageLibraryGroup: dcm('126200', 'Image Library Group'),
  imagingMeasurements: dcm('126010', 'Imaging Measurements'),
  qualitativeEvaluations: {
    value: 'C0034375',
    scheme: 'UMLS',
    meaning: 'Qualitative Evaluations',
  },
  measurementGroup: dcm('125007', 'Measurement Group'),
  trackingIdentifier: dcm('112039', 'Tracking Identifier'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  findingSite: sct('363698007', 'Finding Site'),
  algorithmFamily: dcm('111000', 'Algorithm Family'),
  algorithmName: dcm('111001', 'Algorithm Name'),
  algorithmParameters: dcm('111002', 'Algorithm Parameters'),
  algorithmVersion: dcm('111003', 'Algorithm Version'),
  algorithmManufacturer: dcm('122405', 'Algorithm Manufacturer'),
  derivation: dcm('121401', 'Derivation'),
  equation: dcm('121420', 'Equation'),
  imageView: dcm('111031', 'Image View'),
  cardiacCyclePoint: sct('272518008', 'Cardiac Cycle Point'),
  upperUncertainty: sct('371886008', '+, range of upper measurement uncertainty'),
  lowerUncertainty: sct('371885007', '-, range of lower measurement uncertainty'),
  sourceOfMeasurement: dcm('121112', 'Source of Measurement'),
  comment: dcm('121106', 'Comment'),
  sourceForProcessing: dcm('121322', 'Source image for image processing operation'),
  readerDecision: own('reader-decision', "Reader's decision on the result"),
  fractionsDisagree: own('ef-disagreement', 'Ejection fractions disagree beyond intervals'),
} as const;

/** Values of those concepts. */
export const value = {
  english: { value: 'en', scheme: 'RFC5646', meaning: 'English' },
  echocardiography: sct('40701008', 'Echocardiography'),
  artificialIntelligence: dcm('123110', 'Artificial Intelligence'),
  mean: sct('373098007', 'Mean'),
  /** CID 3627, Measurement Type. */
  calculated: sct('258090004', 'Calculated'),
  apicalFourChamber: sct('399214001', 'Apical four chamber'),
  endDiastole: sct('416190007', 'End diastole'),
  endSystole: sct('416430001', 'End Systole'),
  present: sct('52101004', 'Present'),
  absent: sct('272519000', 'Absent'),
} as const;

/** What the reader says of a result. */
export const decisionCode = {
  accepted: own('accepted', 'Accepted by the reader'),
  rejected: own('rejected', 'Rejected by the reader'),
  undecided: own('undecided', 'Not decided by the reader'),
} as const;

const site = {
  leftVentricle: sct('87878005', 'Left ventricle'),
  leftAtrium: sct('82471001', 'Left atrium'),
  rightAtrium: sct('73829009', 'Right atrium'),
  heart: sct('80891009', 'Heart'),
} as const;

/** Where the finding is, by task id; the systemic tasks have no site. */
const siteOf: Readonly<Record<string, Code>> = {
  EF: site.leftVentricle,
  EDV: site.leftVentricle,
  ESV: site.leftVentricle,
  LVH: site.leftVentricle,
  LAVolume: site.leftAtrium,
  LADilation: site.leftAtrium,
  RADimension: site.rightAtrium,
  lead: site.heart,
};

/** When in the cycle the quantity is defined, by task id; no frame is claimed to be of then. */
const cyclePointOf: Readonly<Record<string, Code>> = {
  EDV: value.endDiastole,
  ESV: value.endSystole,
};

const units: Readonly<Record<string, Code>> = {
  '%': ucum('%', 'percent'),
  mL: ucum('mL', 'milliliter'),
  cm: ucum('cm', 'centimeter'),
  mm: ucum('mm', 'millimeter'),
  m: ucum('m', 'meter'),
  kg: ucum('kg', 'kilogram'),
  y: ucum('a', 'year'),
  '': ucum('1', 'no units'),
};

/** What is calculated from the volumes, too. */
export const ejectionFraction: Code = {
  value: '18043-0',
  scheme: 'LN',
  meaning: 'Left Ventricular Ejection Fraction by US',
};

/** UCUM code of a task's unit; what is not known is taken for UCUM. */
export function unitCode({ unit }: Pick<Task, 'unit'>): Code {
  return Object.hasOwn(units, unit) ? units[unit] : ucum(unit, unit);
}

/** What is measured: the task's own code, else a private one. A classification measures a probability. */
export function measuredCode({ id, kind, name, code }: Task): Code {
  if (kind === 'classification') return own(`${id}-probability`, `Probability of: ${name}`);
  return code ?? own(id, name);
}

/** What a classification decides on. */
export function findingCode({ id, name, code }: Task): Code {
  return code ?? own(id, name);
}

export function findingSite({ id }: Task): Code | undefined {
  return siteOf[id];
}

export function cardiacCyclePoint({ id }: Task): Code | undefined {
  return cyclePointOf[id];
}
