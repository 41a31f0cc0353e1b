import {
  codeItem,
  containerItem,
  DCM,
  imageItem,
  LN,
  numericItem,
  SCT,
  textItem,
  type Code,
  type WrittenItem,
} from '@echonet/dicom';
import type { AcceptedValue, QuantityId } from '../accepted-values';
import type { Report } from '../report';
import { algorithmItems } from '../sr/algorithm';
import { ownConcept, valueOriginCode } from '../sr/codes';
import { contourAlgorithm } from '../sr/contour-groups';
import { decisionItem } from '../sr/decision-item';
import { uncertaintyItems } from '../sr/measurement';
import { predictionAlgorithm } from '../sr/predictions-group';
import type { ReportContext } from '../sr/report-context';

/** Sections in the order of TID 5200; the heart rate is among the measurements of the left ventricle. */
const sections: readonly { readonly site: Code; readonly quantities: readonly QuantityId[] }[] = [
  { site: SCT.LeftVentricle, quantities: ['EF', 'EDV', 'ESV', 'heartRate'] },
  { site: SCT.LeftAtrium, quantities: ['LAVolume'] },
  { site: SCT.RightAtrium, quantities: ['RADimension'] },
];

/** Echo Sections (TID 5202), of chambers that have a value. */
export function echoSections(
  report: Report,
  values: readonly AcceptedValue[],
  context: Pick<ReportContext, 'sopClassOf'>,
): WrittenItem[] {
  return sections.flatMap(({ site, quantities }) => {
    const ofSection = values.filter(({ id }) => quantities.includes(id));
    return ofSection.length === 0
      ? []
      : [
          containerItem(
            LN.Findings,
            [
              codeItem('HAS CONCEPT MOD', SCT.FindingSite, site),
              containerItem(DCM.MeasurementGroup, [
                codeItem('HAS CONCEPT MOD', SCT.ImageMode, SCT.TwoDMode),
                ...ofSection.map((value) => echoMeasurement(report, value, context)),
              ]),
            ],
            '5202',
          ),
        ];
  });
}

/**
 * Echo Measurement (TID 5203). What the reader decided, how the value came about and by which algorithm are
 * properties by which programs tell it from a measurement that a person made.
 */
function echoMeasurement(
  report: Report,
  { id, measurement, clips, origin, decision, comments }: AcceptedValue,
  { sopClassOf }: Pick<ReportContext, 'sopClassOf'>,
): WrittenItem {
  const { name, value, unit, view, method, derivation, selection } = measurement;
  const coded = (
    relationship: 'HAS CONCEPT MOD' | 'HAS ACQ CONTEXT' | 'HAS PROPERTIES',
    concept: Code,
    code: Code | undefined,
  ) => (code ? [codeItem(relationship, concept, code)] : []);
  return numericItem('CONTAINS', name, { value, unit }, [
    ...coded('HAS CONCEPT MOD', SCT.MeasurementMethod, method),
    ...coded('HAS CONCEPT MOD', DCM.Derivation, derivation),
    ...algorithm(report, origin, clips),
    ...coded('HAS ACQ CONTEXT', DCM.ImageView, view),
    ...coded('HAS PROPERTIES', DCM.SelectionStatus, selection),
    ...uncertaintyItems(measurement),
    textItem('HAS PROPERTIES', ownConcept.resultId, origin ? `measured.${id}` : id),
    ...coded('HAS PROPERTIES', ownConcept.valueOrigin, origin && valueOriginCode[origin]),
    decisionItem('HAS PROPERTIES', decision),
    textItem('HAS PROPERTIES', DCM.Comment, comments.join(' ')),
    ...clips.map(({ SOPInstanceUID, frameNumbers }) =>
      imageItem('INFERRED FROM', {
        SOPClassUID: sopClassOf(SOPInstanceUID),
        SOPInstanceUID,
        frameNumbers,
      }),
    ),
  ]);
}

function algorithm(
  report: Report,
  origin: AcceptedValue['origin'],
  clips: AcceptedValue['clips'],
): WrittenItem[] {
  if (origin === 'typed') {
    return [];
  }
  if (origin === undefined) {
    return algorithmItems(predictionAlgorithm(report, clips));
  }
  const uids = new Set(clips.map(({ SOPInstanceUID }) => SOPInstanceUID));
  const [first] = report.measured.filter(({ SOPInstanceUID }) => uids.has(SOPInstanceUID));
  return algorithmItems(contourAlgorithm(report, first));
}
