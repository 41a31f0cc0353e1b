import {
  closedPolylineItem,
  codeItem,
  DCM,
  imageItem,
  numericItem,
  SCT,
  textItem,
  ucum,
  type WrittenItem,
} from '@echonet/dicom';
import type { Task } from '@echonet/models';
import {
  clipsOfResult,
  storedResults,
  type Report,
  type ReportedClip,
  type ReportedResult,
  type ReportedValue,
} from '../report';
import { algorithmItems } from './algorithm';
import {
  cardiacCyclePoint,
  findingCode,
  findingSite,
  measuredCode,
  methodCode,
  ownConcept,
  unitCode,
  viewCode,
} from './codes';
import { decisionItem } from './decision-item';
import { intervalText, measurementItem, withUnit } from './measurement';
import type { ReportContext } from './report-context';
import { selectedEjectionFraction, selectionCode } from './selected-ejection-fraction';
import { trackedGroup } from './tracked-group';

/** Tracking identifier of the results of all clips, after its prefix. */
export const predictionsName = 'predictions';

/**
 * The predictions of the patient as one group (TID 1501) and, where there are several clips, those of each
 * clip. A group has the outline of the sector as its region: OHIF's SR handler draws one region a group with
 * the numbers beside it, and before 3.13 throws where there is none. Groups of single clips are on another
 * frame than that of the patient, so that their labels do not overprint.
 */
export function predictionGroups(report: Report, context: ReportContext): WrittenItem[] {
  const { clips } = report;
  const results = storedResults(report);
  if (results.length === 0) {
    return [];
  }
  const stored = new Set(results.map(({ task }) => task.id));
  const ofPatient = predictionGroup(report, context, {
    name: predictionsName,
    clips,
    values: results,
    sourceFrame: (frameNumbers) => frameNumbers.slice(0, 1),
  });
  if (clips.length === 1) {
    return [ofPatient];
  }
  return [
    ofPatient,
    ...clips.map((clip) =>
      predictionGroup(report, context, {
        name: `${predictionsName}, clip ${clip.number}`,
        clips: [clip],
        values: clip.values.filter(({ task }) => stored.has(task.id)),
        sourceFrame: (frameNumbers) => frameNumbers.slice(-1),
      }),
    ),
  ];
}

interface PredictionGroup {
  readonly name: string;
  readonly clips: readonly ReportedClip[];
  readonly values: readonly (ReportedValue | ReportedResult)[];
  readonly sourceFrame: (frameNumbers: readonly number[]) => readonly number[];
}

function predictionGroup(
  report: Report,
  context: ReportContext,
  { name, clips, values, sourceFrame }: PredictionGroup,
): WrittenItem {
  const isOfPatient = name === predictionsName;
  const selected = selectedEjectionFraction(report);
  const selection = isOfPatient && selected?.of === 'prediction' ? selected : undefined;
  const clipsOf = (value: ReportedValue | ReportedResult) =>
    'ofClips' in value ? clipsOfResult(report, value) : clips;
  return trackedGroup({
    name,
    template: '1501',
    children: [
      ...algorithmItems(predictionAlgorithm(report, clips, values)),
      ...values.map((value) =>
        measurementItem('CONTAINS', {
          ...predictedMeasurement(value, clipsOf(value)),
          ...(selection && value.task.id === 'EF' && { selection: selectionCode(selection) }),
          properties: [
            textItem('HAS PROPERTIES', ownConcept.resultId, value.task.id),
            ...(isOfPatient
              ? [decisionItem('HAS PROPERTIES', (value as ReportedResult).decision)]
              : []),
            textItem('HAS PROPERTIES', DCM.Comment, predictionComment(value, clipsOf(value))),
          ],
        }),
      ),
      ...clips.map(({ SOPInstanceUID, frameNumbers, sectorOutline }) =>
        closedPolylineItem('CONTAINS', DCM.SourceOfMeasurement, sectorOutline, {
          SOPClassUID: context.sopClassOf(SOPInstanceUID),
          SOPInstanceUID,
          frameNumbers: sourceFrame(frameNumbers),
        }),
      ),
      ...values.flatMap(findingItems),
      ...explanations(context, clips),
    ],
  });
}

/** A prediction as a measurement, without its properties. */
export function predictedMeasurement(
  { task, value, interval90 }: ReportedValue,
  clips: readonly ReportedClip[],
) {
  return {
    name: measuredCode(task),
    value,
    unit: unitCode(task),
    view: viewCode(commonView(clips)),
    cardiacCyclePoint: cardiacCyclePoint(task),
    method: task.kind === 'classification' ? methodCode.classification : methodCode.regression,
    derivation: SCT.Estimated,
    site: findingSite(task),
    interval90,
  };
}

/** The view of all clips; undefined unless it was found in each. */
export function commonView(clips: readonly ReportedClip[]): ReportedClip['view'] {
  return clips.every(({ view }) => view === 'A4C') ? 'A4C' : undefined;
}

export function predictionAlgorithm(
  { manifest, modelHash, softwareVersion }: Report,
  clips: readonly ReportedClip[],
  values: readonly { readonly task: Pick<Task, 'id' | 'decisionThreshold'> }[] = [],
) {
  return {
    model: manifest,
    sha256: modelHash,
    softwareVersion,
    parameters: [
      `frame-interval-ms=${manifest.input.frameIntervalMs}`,
      ...clips.map(
        ({ number: clip, frameNumbers }) => `clip-${clip}-frames=${frameNumbers.join(',')}`,
      ),
      ...new Set(clips.map(({ computedBy }) => `computed-by=${computedBy}`)),
      ...values.flatMap(({ task: { id, decisionThreshold } }) =>
        decisionThreshold === undefined ? [] : [`threshold-${id}=${decisionThreshold}`],
      ),
    ],
  };
}

/** A finding is present or absent; how certain that is follows from the probability. */
function findingItems({ task, value, positive }: ReportedValue): WrittenItem[] {
  if (positive === undefined) {
    return [];
  }
  const certainty = 100 * (positive ? value : 1 - value);
  return [
    codeItem('CONTAINS', findingCode(task), positive ? SCT.Present : SCT.Absent, [
      numericItem('HAS PROPERTIES', DCM.CertaintyOfFinding, {
        value: certainty,
        unit: ucum('%', 'percent'),
      }),
    ]),
  ];
}

/** Stored captures that show where the network looked. */
function explanations(context: ReportContext, clips: readonly ReportedClip[]): WrittenItem[] {
  return context.explanations
    .filter(({ ofClip }) => clips.some(({ SOPInstanceUID }) => SOPInstanceUID === ofClip))
    .map((capture) => imageItem('CONTAINS', capture, DCM.VisualExplanation));
}

/** What the value is the middle of, how far that spreads, and the level of the interval. */
export function predictionComment(reported: ReportedValue, clips: readonly ReportedClip[]): string {
  const { task, interval90, standardDeviation } = reported;
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const isOfBeats = task.frameVolume !== undefined;
  const [source, of] =
    clips.length > 1
      ? [`Mean of ${clips.length} clips (${frameCount} frames)`, 'clips']
      : isOfBeats
        ? [`Median over the beats in the volume curve of ${frameCount} frames`, 'beats']
        : [`Mean of ${frameCount} frames`, 'frames'];
  // A single beat has no spread: 0 would read as certainty.
  const spread =
    clips.length === 1 && isOfBeats && standardDeviation === 0
      ? ''
      : `; standard deviation over the ${of} ${withUnit(standardDeviation, task.unit)}`;
  return `${source}${spread}${intervalText(task.unit, interval90)}.`;
}
