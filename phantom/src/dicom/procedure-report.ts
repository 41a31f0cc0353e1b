import {
  codeItem,
  containerItem,
  DCM,
  implementationClassUid,
  LN,
  numericItem,
  RFC5646,
  rootContainer,
  SCT,
  SopClass,
  textItem,
  TransferSyntax,
  ucum,
  uidReferenceItem,
  type Code,
  type NaturalizedDataset,
  type WrittenItem,
} from '@echonet/dicom';
import { deterministicUid } from '@echonet/dicom/node';
import { encodePart10 } from '@echonet/dicom/part10';
import type { PhantomPatient } from '../patient';
import { phantomLabels } from '../patient/phantom-labels';
import { studyAttributes } from './study-attributes';

/**
 * Encodes a patient's Echocardiography Procedure Report (PS3.16 TID 5200, sections of TID 5202) as
 * a DICOM Part 10 file. Its values are those of the drawn geometry, without the error of a reader
 * or a method, so it names no method of measurement.
 *
 * @param seed of the cohort
 * @param seriesNumber one that no cine of the study has
 */
export function encodeProcedureReport(
  seed: number,
  patient: PhantomPatient,
  seriesNumber: number,
): Uint8Array {
  return new Uint8Array(
    encodePart10(procedureReport(seed, patient, seriesNumber), {
      TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
      ImplementationClassUID: implementationClassUid.training,
    }),
  );
}

function procedureReport(
  seed: number,
  patient: PhantomPatient,
  seriesNumber: number,
): NaturalizedDataset {
  const labels = phantomLabels(patient);
  const { EDV, ESV, EF, LAVolume, RADimension } = labels;
  const study = studyAttributes(seed, patient);
  const wall = Number(patient.wallThicknessCm.toFixed(2));
  return {
    ...study,
    SOPClassUID: SopClass.ComprehensiveSRStorage,
    SOPInstanceUID: deterministicUid('phantom report', seed, patient.index),
    SeriesInstanceUID: deterministicUid('phantom report series', seed, patient.index),
    Modality: 'SR',
    SeriesDescription: 'Echo report of true measurements, simulated',
    SeriesNumber: seriesNumber,
    InstanceNumber: 1,
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
    ...rootContainer(
      DCM.AdultEchocardiographyProcedureReport,
      [
        codeItem('HAS CONCEPT MOD', DCM.LanguageOfContentItemAndDescendants, RFC5646.English),
        codeItem('HAS OBS CONTEXT', DCM.ObserverType, DCM.Device),
        uidReferenceItem(
          'HAS OBS CONTEXT',
          DCM.DeviceObserverUID,
          deterministicUid('phantom observer'),
        ),
        textItem('HAS OBS CONTEXT', DCM.DeviceObserverName, observer),
        containerItem(DCM.PatientCharacteristics, [
          measurement(DCM.SubjectAge, patient.ageYears, 'a'),
          codeItem('CONTAINS', DCM.SubjectSex, sexCode[patient.sex]),
          measurement(LN.BodySurfaceArea, Number(patient.bsaM2.toFixed(2)), 'm2'),
          measurement(LN.HeartRate, patient.rhythm.heartRate, '{H.B.}/min'),
        ]),
        section(SCT.LeftVentricle, [
          measurement(LN.LeftVentricularEjectionFractionByUS, EF, '%'),
          measurement(LN.LeftVentricularEndDiastolicVolume, EDV, 'mL'),
          measurement(LN.LeftVentricularEndSystolicVolume, ESV, 'mL'),
          measurement(LN.InterventricularSeptumDiastolicThickness, wall, 'cm'),
          measurement(LN.LeftVentriclePosteriorWallDiastolicThickness, wall, 'cm'),
        ]),
        section(SCT.LeftAtrium, [measurement(SCT.LeftAtriumSystolicVolume, LAVolume, 'mL')]),
        section(SCT.RightAtrium, [
          measurement(SCT.MajorAxis, RADimension, 'cm', [
            codeItem('HAS CONCEPT MOD', DCM.ImageView, SCT.ApicalFourChamber),
            codeItem('HAS CONCEPT MOD', SCT.CardiacCyclePoint, SCT.EndSystole),
          ]),
        ]),
        textItem('CONTAINS', DCM.Comment, comment),
      ],
      '5200',
    ),
  };
}

const observer = 'EchoNet for OHIF, simulated echoes';
const comment =
  'Simulated patient: the values are those of the drawn geometry. For research use only.';
const sexCode = { F: DCM.Female, M: DCM.Male } as const;

/** @param unit UCUM */
function measurement(
  name: Code,
  value: number,
  unit: string,
  modifiers: readonly WrittenItem[] = [],
): WrittenItem {
  return numericItem('CONTAINS', name, { value, unit: ucum(unit) }, modifiers);
}

/** Echo Section (TID 5202) of a chamber. */
function section(site: Code, measurements: readonly WrittenItem[]): WrittenItem {
  return containerItem(LN.Findings, [
    codeItem('HAS CONCEPT MOD', SCT.FindingSite, site),
    containerItem(DCM.MeasurementGroup, [
      codeItem('HAS CONCEPT MOD', SCT.ImageMode, SCT.TwoDMode),
      ...measurements,
    ]),
  ]);
}
