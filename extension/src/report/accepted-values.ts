import { DCM, LN, SCT, type Code } from '@echonet/dicom';
import type { MeasureId } from '../contours/measured';
import { originHint } from '../results/origin-text';
import { originOf, originOfModel } from '../results/origin';
import { en } from '../strings/en';
import type { ReaderDecision } from './decisions';
import { acceptedParts, commonOrigin, meanOf, type AcceptedPart } from './means-of-accepted';
import type { MeasuredClip, ValueOrigin } from './measured-clip';
import {
  clipsOfResult,
  storedResults,
  type Report,
  type ReportedClip,
  type ReportedResult,
} from './report';
import { beatsText, limitText, usedBeats } from './sr/contour-groups';
import { measuredMeasurement } from './sr/measured-measurement';
import { intervalText, type Measurement } from './sr/measurement';
import { commonView, predictedMeasurement, predictionComment } from './sr/predictions-group';

const quantityIds = ['EF', 'EDV', 'ESV', 'LAVolume', 'RADimension', 'heartRate'] as const;

export type QuantityId = (typeof quantityIds)[number];

/** The one value of a quantity that a reader accepted. */
export interface AcceptedValue {
  readonly id: QuantityId;
  /** In the unit of the quantity, under its code for any view. */
  readonly measurement: Measurement;
  /** What it was measured in or predicted from, at least one. */
  readonly clips: readonly ReportedClip[];
  /** How a value measured from contours came about; absent for a predicted one. */
  readonly origin?: ValueOrigin;
  /** Of one clip the contours; absent for a predicted value. */
  readonly measured?: MeasuredClip;
  readonly decision: ReaderDecision;
  /** Full sentences in English: basis, level of the interval, patients of training and evaluation. */
  readonly comments: readonly string[];
}

interface Quantity {
  readonly name: Code;
  readonly unit: string;
  readonly site?: Code;
  /** Its ID among what is measured from contours. */
  readonly measure?: MeasureId;
  /** Left ventricular values are of one method together. */
  readonly isOfLv?: true;
}

const ofLv = { site: SCT.LeftVentricle, isOfLv: true } as const;

/** Codes of CID 12202, 12205 and 12300. */
const quantities: Readonly<Record<QuantityId, Quantity>> = {
  EF: { ...ofLv, name: LN.LeftVentricularEjectionFractionByUS, unit: '%', measure: 'EF' },
  EDV: { ...ofLv, name: LN.LeftVentricularEndDiastolicVolume, unit: 'mL', measure: 'EDV' },
  ESV: { ...ofLv, name: LN.LeftVentricularEndSystolicVolume, unit: 'mL', measure: 'ESV' },
  LAVolume: {
    name: SCT.LeftAtriumSystolicVolume,
    unit: 'mL',
    site: SCT.LeftAtrium,
    measure: 'LAVolume',
  },
  RADimension: { name: LN.RightAtrialMajorAxisDimension4C, unit: 'cm', site: SCT.RightAtrium },
  heartRate: { name: LN.HeartRate, unit: '/min', measure: 'heartRate' },
};

/**
 * What a reader accepted of the quantities that have a standard code, each once: measured from contours
 * before predicted, over several clips the mean. Values of the left ventricle are either all measured or all
 * predicted, so that the ejection fraction belongs to its volumes.
 */
export function acceptedValues(report: Report): AcceptedValue[] {
  const measured = new Map(quantityIds.map((id) => [id, measuredValue(report, id)]));
  const isLvMeasured = quantityIds.some((id) => quantities[id].isOfLv && measured.get(id));
  return quantityIds.flatMap((id) => {
    const ofContours = measured.get(id);
    const isPredictionWanted = !ofContours && !(quantities[id].isOfLv && isLvMeasured);
    return ofContours ?? (isPredictionWanted ? predictedValue(report, id) : undefined) ?? [];
  });
}

function measuredValue(report: Report, id: QuantityId): AcceptedValue | undefined {
  const { measure, unit } = quantities[id];
  const parts = (measure ? acceptedParts(report, measure) : []).flatMap((part) =>
    part.result.decision?.decision === 'accepted' && part.result.unit === unit
      ? [{ ...part, decision: part.result.decision }]
      : [],
  );
  if (parts.length === 0) {
    return undefined;
  }
  const [{ measured, result, decision }] = parts;
  const clips = parts.map(({ clip }) => clip);
  const origin = commonOrigin(parts);
  const isMean = parts.length > 1;
  const mean = meanOf(parts);
  const measurement = measuredMeasurement(
    { ...result, origin, ...mean },
    { view: commonView(clips), beatCount: usedBeats(measured).length },
  );
  return {
    id,
    measurement: {
      ...measurement,
      ...named(id),
      ...(isMean && origin !== 'typed' && { derivation: SCT.Mean }),
      ...(id === 'EF' && { selection: isMean ? DCM.MeanValueChosen : DCM.UserChosenValue }),
    },
    clips,
    origin,
    ...(!isMean && { measured }),
    decision,
    comments: origin === 'typed' ? ['Typed by the reader.'] : measuredComments(parts),
  };
}

function measuredComments(parts: readonly AcceptedPart[]): string[] {
  const basis =
    parts.length > 1
      ? `Mean of ${parts.length} clips, measured from contours${intervalText(parts[0].result.unit, meanOf(parts).interval90)}.`
      : `Measured from contours. ${beatsText(parts[0].measured)}${intervalText(parts[0].result.unit, parts[0].result.interval90)}.`;
  const edited = parts.some(({ result }) => result.origin !== 'contours');
  const models = new Map(parts.map(({ measured: { model } }) => [model.sha256, model]));
  return [
    `${basis}${limitText(parts)}`,
    ...(edited ? ['The reader edited contours, beats or values.'] : []),
    ...[...models.values()].map(
      (model) =>
        `Contours by ${model.name} ${model.version}. ${originHint(en, originOfModel(model))}`,
    ),
  ];
}

function predictedValue(report: Report, id: QuantityId): AcceptedValue | undefined {
  const { manifest } = report;
  const result = storedResults(report).find(({ task }) => task.id === id);
  if (!result || !isAccepted(result) || result.task.unit !== quantities[id].unit) {
    return undefined;
  }
  const clips = clipsOfResult(report, result);
  return {
    id,
    measurement: {
      ...predictedMeasurement(result, clips),
      ...named(id),
      ...(id === 'EF' && { selection: DCM.UserChosenValue }),
    },
    clips,
    decision: result.decision,
    comments: [
      `Predicted by a neural network. ${predictionComment(result, clips)}`,
      `${manifest.name} ${manifest.version}. ${originHint(en, originOf(manifest, id))}`,
    ],
  };
}

function isAccepted(
  result: ReportedResult,
): result is ReportedResult & { readonly decision: ReaderDecision } {
  return result.decision?.decision === 'accepted';
}

/** Name and site; the name says the point of the cardiac cycle. */
function named(id: QuantityId): Pick<Measurement, 'name' | 'site' | 'cardiacCyclePoint'> {
  const { name, site } = quantities[id];
  return { name, site, cardiacCyclePoint: undefined };
}
