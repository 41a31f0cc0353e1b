import type { Task } from '@echonet/models';
import { en } from '../../strings/en';
import type { Code } from '../dicom/dataset';
import { dicomMoment } from '../dicom/date-time';
import { software } from '../dicom/software';
import { remarksOf } from '../remarks';
import type { Report, ReportedClip, ReportedResult, ReportedValue } from '../report';
import { newUid } from '../dicom/uid';
import {
  cardiacCyclePoint,
  concept,
  decisionCode,
  ejectionFraction,
  findingCode,
  findingSite,
  measuredCode,
  unitCode,
  value as coded,
} from './codes';
import {
  code,
  container,
  image,
  number,
  observedAt,
  outline,
  text,
  uidReference,
} from './content-item';
import type { ContentItem } from './content-item';
import { observerContext, personObserver } from './observer-context';

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
      ...remarksOf(report, en).map((remark) => text('CONTAINS', concept.comment, remark)),
      ...clipWarnings(report).map((warning) => text('CONTAINS', concept.comment, warning)),
    ]),
  ];
}

/** Prefix of every tracking identifier; the task's id follows. */
export const trackingPrefix = 'EchoNet ';

function imageLibraryGroup({ clips }: Report, classOf: ClassOf): ContentItem {
  return container(
    concept.imageLibraryGroup,
    clips.map(({ SOPInstanceUID, frameNumbers }) =>
      image('CONTAINS', { SOPClassUID: classOf(SOPInstanceUID), SOPInstanceUID, frameNumbers }),
    ),
  );
}

/**
 * The result of every task first, then what follows from the volumes, then what each clip says where
 * there are several.
 */
function measurementGroups(report: Report, classOf: ClassOf): ContentItem[] {
  const { clips, results } = report;
  return [
    ...results.map((result) => measurementGroup(report, result, clips, classOf, result)),
    ...fromVolumesGroup(report, classOf),
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
  const { task, value, interval90, positive } = reported;
  const unit = unitCode(task);
  const ofClip = result ? '' : `, clip ${clips[0].number}`;
  return trackedGroup(`${task.id}${ofClip}`, findingSite(task), [
    ...algorithm(report, task, clips),
    number('CONTAINS', measuredCode(task), { value, unit }, [
      ...modifiers(task),
      ...uncertainty({ value, unit, interval90 }),
      ...sources(clips, classOf),
    ]),
    ...(positive === undefined
      ? []
      : [code('CONTAINS', findingCode(task), positive ? coded.present : coded.absent)]),
    ...(result ? [decisionItem(result)] : []),
    text('CONTAINS', concept.comment, comment(reported, clips)),
  ]);
}

/**
 * The ejection fraction that follows from the predicted volumes, beside the direct one: derived by
 * calculation, with the equation and the volumes that went into it (TID 300 and 315).
 */
function fromVolumesGroup(report: Report, classOf: ClassOf): ContentItem[] {
  const { ejectionFractionFromVolumes: fromVolumes, results, clips } = report;
  const volumes = ['EDV', 'ESV'].flatMap((id) => results.find(({ task }) => task.id === id) ?? []);
  if (!fromVolumes || volumes.length < 2) return [];
  const { value, interval90, disagrees } = fromVolumes;
  const unit = unitCode({ unit: '%' });
  return [
    // A comma keeps it apart from what is of a task of the model.
    trackedGroup('EF, from volumes', findingSite(volumes[0].task), [
      ...algorithm(report, {}, clips),
      number('CONTAINS', ejectionFraction, { value, unit }, [
        code('HAS CONCEPT MOD', concept.derivation, coded.calculated),
        code('HAS CONCEPT MOD', concept.imageView, coded.apicalFourChamber),
        ...uncertainty({ value, unit, interval90 }),
        text('INFERRED FROM', concept.equation, 'EF = 100 (EDV - ESV) / EDV'),
        ...volumes.map((volume) =>
          number(
            'INFERRED FROM',
            measuredCode(volume.task),
            { value: volume.value, unit: unitCode(volume.task) },
            modifiers(volume.task),
          ),
        ),
        ...sources(clips, classOf),
      ]),
      ...(interval90
        ? [code('CONTAINS', concept.fractionsDisagree, disagrees ? coded.present : coded.absent)]
        : []),
      text(
        'CONTAINS',
        concept.comment,
        `Calculated from the predicted volumes${intervalText('%', interval90)}.${
          disagrees ? ` ${en.results.fromVolumesDisagree}` : ''
        }`,
      ),
    ]),
  ];
}

/** A measurement group that can be told from all others. */
function trackedGroup(
  name: string,
  site: Code | undefined,
  children: readonly ContentItem[],
): ContentItem {
  return container(
    concept.measurementGroup,
    [
      text('HAS OBS CONTEXT', concept.trackingIdentifier, `${trackingPrefix}${name}`),
      uidReference('HAS OBS CONTEXT', concept.trackingUid, newUid()),
      ...(site ? [code('HAS CONCEPT MOD', concept.findingSite, site)] : []),
      ...children,
    ],
    '1501',
  );
}

/** What the network saw of the first frame that it read of each clip. */
function sources(clips: readonly ReportedClip[], classOf: ClassOf): ContentItem[] {
  return clips.map(({ SOPInstanceUID, frameNumbers, sectorOutline }) =>
    outline('INFERRED FROM', concept.sourceOfMeasurement, sectorOutline, {
      SOPClassUID: classOf(SOPInstanceUID),
      SOPInstanceUID,
      frameNumbers: frameNumbers.slice(0, 1),
    }),
  );
}

/** Unlike the measurement, the decision was observed by a person, and later. */
function decisionItem({ decision }: ReportedResult): ContentItem {
  if (!decision) return code('CONTAINS', concept.readerDecision, decisionCode.undecided);
  const { reader, date } = decision;
  return observedAt(
    dicomMoment(date).dateTime,
    code(
      'CONTAINS',
      concept.readerDecision,
      decisionCode[decision.decision],
      reader ? personObserver(reader) : [],
    ),
  );
}

/** TID 4019. */
function algorithm(
  { manifest, modelHash, softwareVersion }: Report,
  { decisionThreshold }: Pick<Task, 'decisionThreshold'>,
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
function uncertainty({
  value,
  unit,
  interval90,
}: Pick<ReportedValue, 'value' | 'interval90'> & { readonly unit: Code }): ContentItem[] {
  if (!interval90) return [];
  const [low, high] = interval90;
  return [
    number('HAS PROPERTIES', concept.upperUncertainty, { value: high - value, unit }),
    number('HAS PROPERTIES', concept.lowerUncertainty, { value: value - low, unit }),
  ];
}

/** The interval's level, which TID 310 has no item for, and what the value is the mean of. */
function comment(reported: ReportedValue, clips: readonly ReportedClip[]): string {
  const { task, interval90, standardDeviation } = reported;
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const source =
    clips.length > 1
      ? `Mean of ${clips.length} clips (${frameCount} frames)`
      : `Mean of ${frameCount} frames`;
  const spread = `standard deviation over the ${clips.length > 1 ? 'clips' : 'frames'} ${withUnit(standardDeviation, task.unit)}`;
  return `${source}; ${spread}${intervalText(task.unit, interval90)}.`;
}

function intervalText(unit: string, interval90: ReportedValue['interval90']): string {
  if (!interval90) return '';
  const [low, high] = interval90.map((value) => withUnit(value, unit));
  return `; 90 % interval ${low} to ${high}`;
}

function withUnit(value: number, unit: string): string {
  return `${value.toPrecision(3)}${unit ? ` ${unit}` : ''}`;
}

function clipWarnings({ clips }: Report): string[] {
  const warnings = clips.flatMap((clip) =>
    clip.warnings.map((warning) =>
      clips.length > 1 ? `Clip ${clip.number}: ${warning}` : warning,
    ),
  );
  return [...new Set(warnings)];
}
