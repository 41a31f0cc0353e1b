import {
  codeItem,
  containerItem,
  DCM,
  LN,
  numericItem,
  SCT,
  textItem,
  type Code,
  type WrittenItem,
} from '@echonet/dicom';
import { clipsOfResult, storedResults, type Report, type ReportedResult } from '../report';
import { algorithmItems } from '../sr/algorithm';
import { methodCode, unitCode } from '../sr/codes';
import { decisionItem } from '../sr/decision-item';
import { predictionAlgorithm, predictionComment } from '../sr/predictions-group';
import { isTrait } from '../traits';

/** Concept names of TID 5201. */
const names: Readonly<Record<string, Code>> = {
  age: DCM.SubjectAge,
  height: LN.BodyHeight,
  weight: LN.BodyWeight,
};

/**
 * Patient Characteristics (TID 5201) that a network inferred, where the reader chose to report them and
 * accepted each. Without the sex: a reporting system would take it for that of the patient's record.
 */
export function patientCharacteristics(report: Report): WrittenItem[] {
  const accepted = storedResults(report).filter(
    ({ task, decision }) =>
      isTrait(task) && Object.hasOwn(names, task.id) && decision?.decision === 'accepted',
  );
  return accepted.length > 0
    ? [
        containerItem(
          DCM.PatientCharacteristics,
          accepted.map((result) => characteristic(report, result)),
          '5201',
        ),
      ]
    : [];
}

function characteristic(report: Report, result: ReportedResult): WrittenItem {
  const { task, value, decision } = result;
  return numericItem('CONTAINS', names[task.id], { value, unit: unitCode(task) }, [
    codeItem('HAS CONCEPT MOD', SCT.MeasurementMethod, methodCode.regression),
    codeItem('HAS CONCEPT MOD', DCM.Derivation, SCT.Estimated),
    ...algorithmItems(predictionAlgorithm(report, report.clips)),
    decisionItem('HAS PROPERTIES', decision),
    textItem(
      'HAS PROPERTIES',
      DCM.Comment,
      `Inferred from the echo by a neural network. ${predictionComment(result, clipsOfResult(report, result))}`,
    ),
  ]);
}
