import { codeItem, containerItem, DCM, LN, SCT, textItem, type WrittenItem } from '@echonet/dicom';
import { en } from '../../strings/en';
import { commonOrigin, meansOfAccepted } from '../means-of-accepted';
import { clipsOfResult, storedResults, type Report } from '../report';
import { algorithmItems } from './algorithm';
import { findingSite, ownConcept, unitCode, valueOriginCode, viewCode } from './codes';
import { contourAlgorithms, heartRateItems, limitText } from './contour-groups';
import { measuredMeasurement } from './measured-measurement';
import { intervalText, measurementItem } from './measurement';
import { commonView, predictedMeasurement, predictionAlgorithm } from './predictions-group';
import { selectedEjectionFraction, selectionCode } from './selected-ejection-fraction';

/**
 * Numbers that follow from others, without a region of their own: the mean over clips of what was
 * measured, the heart rate, and the ejection fraction from the predicted volumes.
 */
export function derivedMeasurements(report: Report): WrittenItem[] {
  const items = [...meansOverClips(report), ...heartRateItems(report), ...fromVolumes(report)];
  return items.length > 0 ? [containerItem(DCM.DerivedImagingMeasurements, items)] : [];
}

function meansOverClips(report: Report): WrittenItem[] {
  const selected = selectedEjectionFraction(report);
  return meansOfAccepted(report).map(({ id, value, interval90, parts }) => {
    const origin = commonOrigin(parts);
    return measurementItem('CONTAINS', {
      ...measuredMeasurement(
        { ...parts[0].result, interval90, origin, value },
        { view: commonView(parts.map(({ clip }) => clip)), beatCount: 1 },
      ),
      derivation: SCT.Mean,
      ...(id === 'EF' &&
        selected?.of === 'mean of clips' && { selection: selectionCode(selected) }),
      properties: [
        textItem('HAS PROPERTIES', ownConcept.resultId, `mean.${id}`),
        codeItem('HAS PROPERTIES', ownConcept.valueOrigin, valueOriginCode[origin]),
        textItem(
          'HAS PROPERTIES',
          DCM.Comment,
          `Mean of ${parts.length} clips${intervalText(parts[0].result.unit, interval90)}.${limitText(parts)}`,
        ),
      ],
      ...(origin !== 'typed' && { algorithm: contourAlgorithms(report) }),
      inputs: parts.map(({ clip, result }) =>
        measurementItem(
          'INFERRED FROM',
          measuredMeasurement(result, { view: clip.view, beatCount: 1 }),
        ),
      ),
    });
  });
}

/** With the equation and the volumes; only where both volumes are stored. */
function fromVolumes(report: Report): WrittenItem[] {
  const { ejectionFractionFromVolumes: calculated } = report;
  const stored = storedResults(report);
  const volumes = ['EDV', 'ESV'].flatMap((id) => stored.find(({ task }) => task.id === id) ?? []);
  if (!calculated || volumes.length < 2) {
    return [];
  }
  const ofVolumes = clipsOfResult(report, volumes[0]);
  const { value, interval90, disagrees } = calculated;
  return [
    measurementItem('CONTAINS', {
      name: LN.LeftVentricularEjectionFractionByUS,
      value,
      unit: unitCode({ unit: '%' }),
      view: viewCode(commonView(ofVolumes)),
      derivation: SCT.Calculated,
      site: findingSite(volumes[0].task),
      interval90,
      properties: [
        textItem('HAS PROPERTIES', ownConcept.resultId, 'EFFromVolumes'),
        ...(interval90
          ? [
              codeItem(
                'HAS PROPERTIES',
                ownConcept.fractionsDisagree,
                disagrees ? SCT.Present : SCT.Absent,
              ),
            ]
          : []),
        textItem(
          'HAS PROPERTIES',
          DCM.Comment,
          `Calculated from the predicted volumes${intervalText('%', interval90)}.${
            disagrees ? ` ${en.results.fromVolumesDisagree}` : ''
          }`,
        ),
      ],
      inputs: volumes.map((volume) =>
        measurementItem('INFERRED FROM', {
          ...predictedMeasurement(volume, ofVolumes),
          interval90: undefined,
        }),
      ),
      equation: 'EF = 100 (EDV - ESV) / EDV',
      algorithm: algorithmItems(predictionAlgorithm(report, ofVolumes)),
    }),
  ];
}
