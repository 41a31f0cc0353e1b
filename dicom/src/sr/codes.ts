import { coding } from './coding';

/**
 * Codes of DICOM PS3.16 (2024) that reports are written and read with, by coding scheme. Keys are the
 * meanings in camel case.
 */

const dcm = coding('DCM');
const sct = coding('SCT');
const ln = coding('LN');

/** DICOM Controlled Terminology (PS3.16 Annex D). */
export const DCM = {
  // Titles of reports and headings
  AdultEchocardiographyProcedureReport: dcm('125200', 'Adult Echocardiography Procedure Report'),
  ImagingMeasurementReport: dcm('126000', 'Imaging Measurement Report'),
  ImageLibrary: dcm('111028', 'Image Library'),
  ImageLibraryGroup: dcm('126200', 'Image Library Group'),
  ImagingMeasurements: dcm('126010', 'Imaging Measurements'),
  DerivedImagingMeasurements: dcm('126011', 'Derived Imaging Measurements'),
  MeasurementGroup: dcm('125007', 'Measurement Group'),
  PatientCharacteristics: dcm('121118', 'Patient Characteristics'),

  // Observation context: TID 1001 to 1008
  LanguageOfContentItemAndDescendants: dcm('121049', 'Language of Content Item and Descendants'),
  ObserverType: dcm('121005', 'Observer Type'),
  Person: dcm('121006', 'Person'),
  Device: dcm('121007', 'Device'),
  PersonObserverName: dcm('121008', 'Person Observer Name'),
  PersonObserversLoginName: dcm('128774', "Person Observer's Login Name"),
  DeviceObserverUID: dcm('121012', 'Device Observer UID'),
  DeviceObserverName: dcm('121013', 'Device Observer Name'),
  DeviceObserverManufacturer: dcm('121014', 'Device Observer Manufacturer'),
  DeviceObserverModelName: dcm('121015', 'Device Observer Model Name'),
  SubjectClass: dcm('121024', 'Subject Class'),
  Fetus: dcm('121026', 'Fetus'),
  SubjectSex: dcm('121032', 'Subject Sex'),
  Female: dcm('F', 'Female'),
  Male: dcm('M', 'Male'),
  SubjectAge: dcm('121033', 'Subject Age'),
  ProcedureReported: dcm('121058', 'Procedure reported'),
  ProcedureStudyInstanceUID: dcm('121018', 'Procedure Study Instance UID'),
  QuotationMode: dcm('121001', 'Quotation Mode'),
  QuotedSource: dcm('121002', 'Quoted Source'),
  History: dcm('121060', 'History'),
  PriorProcedureDescriptions: dcm('121066', 'Prior Procedure Descriptions'),
  PreviousFindings: dcm('121068', 'Previous Findings'),
  PreviousFinding: dcm('121069', 'Previous Finding'),

  // Algorithm identification: TID 4019
  AlgorithmFamily: dcm('111000', 'Algorithm Family'),
  ArtificialIntelligence: dcm('123110', 'Artificial Intelligence'),
  AlgorithmName: dcm('111001', 'Algorithm Name'),
  AlgorithmParameters: dcm('111002', 'Algorithm Parameters'),
  AlgorithmVersion: dcm('111003', 'Algorithm Version'),
  AlgorithmManufacturer: dcm('122405', 'Algorithm Manufacturer'),

  // Measurements and their modifiers: TID 300, 1501, 5203, 5302
  TrackingIdentifier: dcm('112039', 'Tracking Identifier'),
  TrackingUniqueIdentifier: dcm('112040', 'Tracking Unique Identifier'),
  ImageRegion: dcm('111030', 'Image Region'),
  ImageView: dcm('111031', 'Image View'),
  Derivation: dcm('121401', 'Derivation'),
  Equation: dcm('121420', 'Equation'),
  Index: dcm('121425', 'Index'),
  MeasurementType: dcm('125306', 'Measurement Type'),
  MeasuredProperty: dcm('125307', 'Measured Property'),
  MeasurementDivisor: dcm('125308', 'Measurement Divisor'),
  Indexed: dcm('125313', 'Indexed'),
  ProtocolStage: dcm('109055', 'Protocol Stage'),
  Baseline: dcm('121079', 'Baseline'),
  PeakStressState: dcm('109095', 'Peak stress state'),
  RecoveryState: dcm('109096', 'Recovery state'),
  CardiacStressState: dcm('109091', 'Cardiac Stress State'),
  SourceOfMeasurement: dcm('121112', 'Source of Measurement'),
  CertaintyOfFinding: dcm('111012', 'Certainty of Finding'),
  VisualExplanation: dcm('130401', 'Visual explanation'),
  SourceImageForImageProcessingOperation: dcm(
    '121322',
    'Source image for image processing operation',
  ),
  Comment: dcm('121106', 'Comment'),

  // Selection among repeated measurements: CID 224
  SelectionStatus: dcm('121404', 'Selection Status'),
  UserChosenValue: dcm('121410', 'User chosen value'),
  MostRecentValueChosen: dcm('121411', 'Most recent value chosen'),
  MeanValueChosen: dcm('121412', 'Mean value chosen'),

  // Methods of measurement: CID 12227, 12228
  AreaLengthBiplane: dcm('125204', 'Area-Length Biplane'),
  AreaLengthSinglePlane: dcm('125205', 'Area-Length Single Plane'),
  CubeMethod: dcm('125206', 'Cube Method'),
  MethodOfDisksBiplane: dcm('125207', 'Method of Disks, Biplane'),
  MethodOfDisksSinglePlane: dcm('125208', 'Method of Disks, Single Plane'),
  Teichholz: dcm('125209', 'Teichholz'),
  BiplaneEllipse: dcm('125211', 'Biplane Ellipse'),
  SinglePlaneEllipse: dcm('125226', 'Single Plane Ellipse'),
  ModifiedSimpson: dcm('125227', 'Modified Simpson'),
  BulletMethod: dcm('125228', 'Bullet Method'),
  DirectlyMeasured: dcm('125316', 'Directly measured'),
} as const;

/** SNOMED CT. */
export const SCT = {
  FindingSite: sct('363698007', 'Finding Site'),
  MeasurementMethod: sct('370129005', 'Measurement Method'),
  CardiacCyclePoint: sct('272518008', 'Cardiac Cycle Point'),
  // CID 100 has no echocardiography.
  ImagingProcedure: sct('363679005', 'Imaging procedure'),
  Echocardiography: sct('40701008', 'Echocardiography'),
  Present: sct('52101004', 'Present'),
  Absent: sct('272519000', 'Absent'),

  // Range of a measurement: TID 310
  RangeOfUpperMeasurementUncertainty: sct('371886008', '+, range of upper measurement uncertainty'),
  RangeOfLowerMeasurementUncertainty: sct('371885007', '-, range of lower measurement uncertainty'),

  // Sites: CID 12236, 12305
  Heart: sct('80891009', 'Heart'),
  LeftVentricle: sct('87878005', 'Left ventricle'),
  RightVentricle: sct('53085002', 'Right ventricle'),
  LeftAtrium: sct('82471001', 'Left atrium'),
  RightAtrium: sct('73829009', 'Right atrium'),

  // Points of the cardiac cycle: CID 12233, 12307
  EndDiastole: sct('416190007', 'End diastole'),
  EndSystole: sct('416430001', 'End Systole'),

  // Derivations: CID 3627, 7464
  Mean: sct('373098007', 'Mean'),
  Median: sct('373099004', 'Median'),
  Calculated: sct('258090004', 'Calculated'),
  Measured: sct('258104002', 'Measured'),
  BestValue: sct('371912002', 'Best value'),
  PointSourceMeasurement: sct('371913007', 'Point source measurement'),
  Estimated: sct('414135002', 'Estimated'),
  VisualEstimation: sct('258083009', 'Visual estimation'),

  // Stages: CID 3207, 3262
  BaselineState: sct('128974000', 'Baseline state'),
  RestingState: sct('128975004', 'Resting State'),
  ExerciseState: sct('128976003', 'Exercise state'),
  PostExerciseState: sct('128977007', 'Post-exercise state'),
  CardiacStressState: sct('432655005', 'Cardiac Stress State'),
  PeakCardiacStressState: sct('434161005', 'Peak cardiac stress state'),
  CardiacStressRecoveryState: sct('432554001', 'Cardiac stress recovery state'),

  // Image modes: CID 12224
  ImageMode: sct('399264008', 'Image Mode'),
  TwoDMode: sct('399064001', '2D mode'),
  ThreeDMode: sct('426865009', '3D mode'),
  MMode: sct('399155008', 'M mode'),

  // Views: CID 12226, which has none for the apical five-chamber view
  ApicalTwoChamber: sct('399232001', 'Apical two chamber'),
  ApicalFourChamber: sct('399214001', 'Apical four chamber'),
  ApicalLongAxis: sct('399339008', 'Apical long axis'),
  ParasternalLongAxis: sct('399139001', 'Parasternal long axis'),
  ParasternalShortAxisAtTheAorticValveLevel: sct(
    '399239005',
    'Parasternal short axis at the aortic valve level',
  ),
  ParasternalShortAxisAtTheMitralValveLevel: sct(
    '399036006',
    'Parasternal short axis at the Mitral Valve level',
  ),
  ParasternalShortAxisAtThePapillaryMuscleLevel: sct(
    '399271003',
    'Parasternal short axis at the Papillary Muscle level',
  ),
  SubcostalLongAxis: sct('399310008', 'Subcostal long axis'),

  // Properties, which a finding site makes specific: CID 12252, 12257, 12265, 12304
  CardiacEjectionFraction: sct('70822001', 'Cardiac ejection fraction'),
  Volume: sct('118565006', 'Volume'),
  MajorAxis: sct('131187009', 'Major Axis'),
  LeftAtriumSystolicVolume: sct('399235004', 'Left Atrium Systolic Volume'),
  CardiacPacemakerLead: sct('360129009', 'Cardiac pacemaker lead'),
} as const;

/** LOINC. */
export const LN = {
  // CID 7020
  EchocardiographyReport: ln('11522-0', 'Echocardiography Report'),

  History: ln('11329-0', 'History'),
  PriorProcedureDescriptions: ln('55114-3', 'Prior Procedure Descriptions'),
  PreviousFindings: ln('18834-2', 'Previous Findings'),
  Findings: ln('59776-5', 'Findings'),
  Stage: ln('18139-6', 'Stage'),
  BodySurfaceArea: ln('8277-6', 'Body Surface Area'),
  HeartRate: ln('8867-4', 'Heart rate'),
  BodyHeight: ln('8302-2', 'Body height'),
  BodyWeight: ln('29463-7', 'Body weight'),
  LeftVentricularEjectionFractionByUS: ln('18043-0', 'Left Ventricular Ejection Fraction by US'),
  LeftVentricularEndDiastolicVolume: ln('18026-5', 'Left Ventricular End Diastolic Volume'),
  LeftVentricularEndSystolicVolume: ln('18148-7', 'Left Ventricular End Systolic Volume'),

  // Of the four-chamber view: CID 12300
  RightAtrialMajorAxisDimension4C: ln('80076-3', 'Right atrial major axis dimension 4C'),
  LeftVentricularEjectionFractionSinglePlane4CMOD: ln(
    '79993-2',
    'Left ventricular ejection fraction single plane 4C (MOD)',
  ),
  LeftVentricularEndDiastolicVolumeSinglePlane4CMOD: ln(
    '79999-9',
    'Left ventricular end diastolic volume single plane 4C (MOD)',
  ),
  LeftVentricularEndSystolicVolumeSinglePlane4CMOD: ln(
    '80004-5',
    'Left ventricular end systolic volume single plane 4C (MOD)',
  ),
  InterventricularSeptumDiastolicThickness: ln(
    '18154-5',
    'Interventricular Septum Diastolic Thickness',
  ),
  LeftVentriclePosteriorWallDiastolicThickness: ln(
    '18152-9',
    'Left Ventricle Posterior Wall Diastolic Thickness',
  ),
} as const;

export const UMLS = {
  QualitativeEvaluations: coding('UMLS')('C0034375', 'Qualitative Evaluations'),
} as const;

/** Languages. */
export const RFC5646 = { English: coding('RFC5646')('en', 'English') } as const;

/** Units of measurement (CID 82). */
export const ucum = coding('UCUM');
