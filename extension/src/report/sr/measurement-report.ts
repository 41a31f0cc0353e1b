import type { Task } from '@echonet/models';
import { software } from '../dicom/software';
import type { Report, ReportedClip, ReportedResult, ReportedValue } from '../report';
import { newUid } from '../dicom/uid';
import {
  cardiacCyclePoint,
  concept,
  decisionCode,
  findingCode,
  findingSite,
  measuredCode,
  unitCode,
  value as coded,
} from './codes';
import { code, container, image, number, outline, text, uidReference } from './content-item';
import type { ContentItem } from './content-item';

/** SOP Class of a clip, by its SOP Instance UID. */
export type ClassOf = (SOPInstanceUID: string) => string;

/**
 * The content of a report by DICOM PS3.16 TID 1500 (Imaging Measurement Report).
 *
 * Each measurement has a group of its own (TID 1501) with a tracking identifier, and a line around
 * what the network saw on the first frame that it read: OHIF's handler of structured reports throws
 * where a group lacks either, and finds a line only on a single frame. All frames are cited in the
 * image library and told in the algorithm's parameters.
 */
export function measurementReport(report: Report, classOf: ClassOf): ContentItem[] {
  return [
    code('HAS CONCEPT MOD', concept.language, coded.english),
    ...observerContext(report),
    code('HAS CONCEPT MOD', concept.procedureReported, coded.echocardiography),
    container(concept.imageLibrary, [imageLibraryGroup(report, classOf)], '1600'),
    container(concept.imagingMeasurements, measurementGroups(report, classOf)),
    container(concept.qualitativeEvaluations, [
      ...report.remarks.map((remark) => text('CONTAINS', concept.comment, remark)),
      ...clipWarnings(report).map((warning) => text('CONTAINS', concept.comment, warning)),
    ]),
  ];
}

/** Prefix of every tracking identifier; the task's id follows. */
export const trackingPrefix = 'EchoNet ';

/** TID 1001 and 1004: this software, of which the model is the device's model. */
function observerContext({ manifest }: Report): ContentItem[] {
  const context = 'HAS OBS CONTEXT';
  return [
    code(context, concept.observerType, concept.device),
    uidReference(context, concept.deviceUid, software.deviceUid),
    text(context, concept.deviceName, software.deviceName),
    text(context, concept.deviceManufacturer, software.manufacturer),
    text(context, concept.deviceModelName, `${manifest.id} ${manifest.version}`),
  ];
}

function imageLibraryGroup({ clips }: Report, classOf: ClassOf): ContentItem {
  return container(
    concept.imageLibraryGroup,
    clips.map(({ SOPInstanceUID, frameNumbers }) =>
      image('CONTAINS', { SOPClassUID: classOf(SOPInstanceUID), SOPInstanceUID, frameNumbers }),
    ),
  );
}

/** The result of every task first, then what each clip says where there are several. */
function measurementGroups(report: Report, classOf: ClassOf): ContentItem[] {
  const { clips, results } = report;
  return [
    ...results.map((result) => measurementGroup(report, result, clips, classOf, result)),
    ...(clips.length > 1
      ? clips.flatMap((clip) =>
          clip.values.map((value) => measurementGroup(report, value, [clip], classOf)),
        )
      : []),
  ];
}

/** TID 1501, the measurement being TID 300. */
function measurementGroup(
  report: Report,
  reported: ReportedValue,
  clips: readonly ReportedClip[],
  classOf: ClassOf,
  result?: ReportedResult,
): ContentItem {
  const { task, value, positive } = reported;
  const site = findingSite(task);
  const unit = unitCode(task);
  const ofClip = result ? '' : `, clip ${clips[0].number}`;
  return container(
    concept.measurementGroup,
    [
      text('HAS OBS CONTEXT', concept.trackingIdentifier, `${trackingPrefix}${task.id}${ofClip}`),
      uidReference('HAS OBS CONTEXT', concept.trackingUid, newUid()),
      ...(site ? [code('HAS CONCEPT MOD', concept.findingSite, site)] : []),
      ...algorithm(report, task, clips),
      number('CONTAINS', measuredCode(task), { value, unit }, [
        ...modifiers(task),
        ...uncertainty(reported),
        ...clips.map(({ SOPInstanceUID, frameNumbers, sectorOutline }) =>
          outline('INFERRED FROM', concept.sourceOfMeasurement, sectorOutline, {
            SOPClassUID: classOf(SOPInstanceUID),
            SOPInstanceUID,
            frameNumbers: frameNumbers.slice(0, 1),
          }),
        ),
      ]),
      ...(positive === undefined
        ? []
        : [code('CONTAINS', findingCode(task), positive ? coded.present : coded.absent)]),
      ...(result
        ? [code('CONTAINS', concept.readerDecision, decisionCode[result.decision ?? 'undecided'])]
        : []),
      text('CONTAINS', concept.comment, comment(reported, clips)),
    ],
    '1501',
  );
}

/** TID 4019. */
function algorithm(
  { manifest, modelHash, softwareVersion }: Report,
  { decisionThreshold }: Task,
  clips: readonly ReportedClip[],
): ContentItem[] {
  const mod = 'HAS CONCEPT MOD';
  const parameters = [
    `model-sha256=${modelHash}`,
    `software=${software.manufacturer} ${softwareVersion}`,
    `frame-interval-ms=${manifest.input.frameIntervalMs}`,
    ...clips.map(
      ({ number: clip, frameNumbers }) => `clip-${clip}-frames=${frameNumbers.join(',')}`,
    ),
    ...[...new Set(clips.map(({ computedBy }) => `computed-by=${computedBy}`))],
    ...(decisionThreshold === undefined ? [] : [`threshold=${decisionThreshold}`]),
  ];
  return [
    text(mod, concept.algorithmName, manifest.name),
    text(mod, concept.algorithmVersion, `${manifest.id} ${manifest.version}`),
    text(mod, concept.algorithmManufacturer, software.manufacturer),
    ...parameters.map((parameter) => text(mod, concept.algorithmParameters, parameter)),
    code(mod, concept.algorithmFamily, coded.artificialIntelligence),
  ];
}

function modifiers(task: Task): ContentItem[] {
  const point = cardiacCyclePoint(task);
  return [
    code('HAS CONCEPT MOD', concept.derivation, coded.mean),
    code('HAS CONCEPT MOD', concept.imageView, coded.apicalFourChamber),
    ...(point ? [code('HAS CONCEPT MOD', concept.cardiacCyclePoint, point)] : []),
  ];
}

/** TID 310: how far above and below the value the 90 % interval reaches. */
function uncertainty({ task, value, interval90 }: ReportedValue): ContentItem[] {
  if (!interval90) return [];
  const unit = unitCode(task);
  const [low, high] = interval90;
  return [
    number('HAS PROPERTIES', concept.upperUncertainty, { value: high - value, unit }),
    number('HAS PROPERTIES', concept.lowerUncertainty, { value: value - low, unit }),
  ];
}

/** The interval's level, which TID 310 has no item for, and what the value is the mean of. */
function comment(reported: ReportedValue, clips: readonly ReportedClip[]): string {
  const { task, interval90, standardDeviation } = reported;
  const withUnit = (value: number) => `${value.toPrecision(3)}${task.unit ? ` ${task.unit}` : ''}`;
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const source =
    clips.length > 1
      ? `Mean of ${clips.length} clips (${frameCount} frames)`
      : `Mean of ${frameCount} frames`;
  const spread = `standard deviation over the ${clips.length > 1 ? 'clips' : 'frames'} ${withUnit(standardDeviation)}`;
  const interval = interval90
    ? `; 90 % interval ${withUnit(interval90[0])} to ${withUnit(interval90[1])}`
    : '';
  return `${source}; ${spread}${interval}.`;
}

function clipWarnings({ clips }: Report): string[] {
  const warnings = clips.flatMap((clip) =>
    clip.warnings.map((warning) =>
      clips.length > 1 ? `Clip ${clip.number}: ${warning}` : warning,
    ),
  );
  return [...new Set(warnings)];
}
