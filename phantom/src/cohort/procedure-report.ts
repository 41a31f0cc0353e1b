import { coded, container, num, uidReference, written, type Item } from '@echonet/dicom';
import { deterministicUid } from '@echonet/dicom/node';
import { phantomLabels } from './phantom-labels';
import type { PhantomPatient } from '../patient';
import { studyAttributes } from './study-attributes';

/**
 * A patient's Echocardiography Procedure Report (PS3.16 TID 5200, sections of TID 5202), naturalised:
 * what the drawn geometry measures, so nothing of it is a reader's or a method's error. No method of
 * measurement is said for that reason.
 *
 * @param seed of the cohort
 * @param seriesNumber that of no cine of the study
 */
export function procedureReport(
  seed: number,
  patient: PhantomPatient,
  seriesNumber: number,
): Record<string, unknown> {
  const labels = phantomLabels(patient);
  const { EDV, ESV, EF, LAVolume, RADimension } = labels;
  const study = studyAttributes(seed, patient);
  const wall = Number(patient.wallThicknessCm.toFixed(2));
  return {
    ...study,
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
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
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '5200' }],
    ...root([
      coded('DCM:121049|Language of Content Item and Descendants', 'RFC5646:en|English'),
      coded('DCM:121005|Observer Type', 'DCM:121007|Device', 'HAS OBS CONTEXT'),
      uidReference(
        'DCM:121012|Device Observer UID',
        deterministicUid('phantom observer'),
        'HAS OBS CONTEXT',
      ),
      written('DCM:121013|Device Observer Name', observer, 'HAS OBS CONTEXT'),
      container('DCM:121118|Patient Characteristics', [
        num('DCM:121033|Subject Age', patient.ageYears, 'a'),
        {
          ...coded('DCM:121032|Subject Sex', `DCM:${patient.sex}|${sexWord[patient.sex]}`),
          RelationshipType: 'CONTAINS',
        },
        num('LN:8277-6|Body Surface Area', Number(patient.bsaM2.toFixed(2)), 'm2'),
        num('LN:8867-4|Heart rate', patient.rhythm.heartRate, '{H.B.}/min'),
      ]),
      section('SCT:87878005|Left ventricle', [
        num('LN:18043-0|Left Ventricular Ejection Fraction by US', EF, '%'),
        num('LN:18026-5|Left Ventricular End Diastolic Volume', EDV, 'mL'),
        num('LN:18148-7|Left Ventricular End Systolic Volume', ESV, 'mL'),
        num('LN:18154-5|Interventricular Septum Diastolic Thickness', wall, 'cm'),
        num('LN:18152-9|Left Ventricle Posterior Wall Diastolic Thickness', wall, 'cm'),
      ]),
      section('SCT:82471001|Left atrium', [
        num('SCT:399235004|Left Atrium Systolic Volume', LAVolume, 'mL'),
      ]),
      section('SCT:73829009|Right atrium', [
        num('SCT:131187009|Major Axis', RADimension, 'cm', [fourChamber, endSystole]),
      ]),
      written('DCM:121106|Comment', comment, 'CONTAINS'),
    ]),
  };
}

const fourChamber = coded('DCM:111031|Image View', 'SCT:399214001|Apical four chamber');
const endSystole = coded('SCT:272518008|Cardiac Cycle Point', 'SCT:416430001|End Systole');
const observer = 'EchoNet for OHIF, simulated echoes';
const comment =
  'Simulated patient: the values are those of the drawn geometry. For research use only.';
const sexWord = { F: 'Female', M: 'Male' } as const;

/** The root of the tree, which has no relationship to a parent. */
function root(children: readonly Item[]): Item {
  return {
    ...container('DCM:125200|Adult Echocardiography Procedure Report', children),
    RelationshipType: undefined,
  };
}

/** Echo Section (TID 5202) of a chamber. */
function section(site: string, measurements: readonly Item[]): Item {
  return container('LN:59776-5|Findings', [
    coded('SCT:363698007|Finding Site', site),
    container('DCM:125007|Measurement Group', [
      coded('SCT:399264008|Image Mode', 'SCT:399064001|2D mode'),
      ...measurements,
    ]),
  ]);
}
