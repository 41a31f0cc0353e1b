import {
  closedPolylineItem,
  codeItem,
  containerItem,
  DCM,
  dicomDateTime,
  imageItem,
  LN,
  newUid,
  numericItem,
  RFC5646,
  SCT,
  software,
  textItem,
  uidReferenceItem,
  UMLS,
  type Code,
  type WrittenItem,
} from '@echonet/dicom';
import type { Task } from '@echonet/models';
import { en } from '../../strings/en';
import { remarksOf } from '../remarks';
import type { Report, ReportedClip, ReportedResult, ReportedValue } from '../report';
import {
  cardiacCyclePoint,
  decisionCode,
  findingCode,
  findingSite,
  measuredCode,
  ownConcept,
  unitCode,
} from './codes';
import { observerContext, personObserver } from './observer-context';

/** Returns the SOP Class UID of a clip. */
export type SopClassOf = (SOPInstanceUID: string) => string;

/**
 * The content of a report by DICOM PS3.16 TID 1500 (Imaging Measurement Report).
 *
 * Each measurement has its own group (TID 1501) with a tracking identifier and a polyline around the
 * sector on the first analysed frame: OHIF's SR handler throws where a group lacks either, and finds a
 * polyline only on a single frame. All analysed frames are referenced in the image library and listed
 * in the algorithm parameters.
 */
export function measurementReport(report: Report, sopClassOf: SopClassOf): WrittenItem[] {
  return [
    codeItem('HAS CONCEPT MOD', DCM.LanguageOfContentItemAndDescendants, RFC5646.English),
    ...observerContext(report),
    codeItem('HAS CONCEPT MOD', DCM.ProcedureReported, SCT.Echocardiography),
    containerItem(DCM.ImageLibrary, [imageLibraryGroup(report, sopClassOf)], '1600'),
    containerItem(DCM.ImagingMeasurements, measurementGroups(report, sopClassOf)),
    containerItem(UMLS.QualitativeEvaluations, [
      ...remarksOf(report, en).map((remark) => textItem('CONTAINS', DCM.Comment, remark)),
      ...clipWarnings(report).map((warning) => textItem('CONTAINS', DCM.Comment, warning)),
    ]),
  ];
}

/** Prefix of every tracking identifier; the task ID follows. */
export const trackingPrefix = 'EchoNet ';

function imageLibraryGroup({ clips }: Report, sopClassOf: SopClassOf): WrittenItem {
  return containerItem(
    DCM.ImageLibraryGroup,
    clips.map(({ SOPInstanceUID, frameNumbers }) =>
      imageItem('CONTAINS', {
        SOPClassUID: sopClassOf(SOPInstanceUID),
        SOPInstanceUID,
        frameNumbers,
      }),
    ),
  );
}

/**
 * The result of every task first, then the ejection fraction from the volumes, then the values of each
 * clip where there are several.
 */
function measurementGroups(report: Report, sopClassOf: SopClassOf): WrittenItem[] {
  const { clips, results } = report;
  return [
    ...results.map((result) => measurementGroup(report, result, clips, sopClassOf, result)),
    ...fromVolumesGroup(report, sopClassOf),
    ...(clips.length > 1
      ? clips.flatMap((clip) =>
          clip.values.map((value) => measurementGroup(report, value, [clip], sopClassOf)),
        )
      : []),
  ];
}

/** A measurement (TID 300) in a group (TID 1501). */
function measurementGroup(
  report: Report,
  reported: ReportedValue,
  clips: readonly ReportedClip[],
  sopClassOf: SopClassOf,
  result?: ReportedResult,
): WrittenItem {
  const { task, value, interval90, positive } = reported;
  const unit = unitCode(task);
  const ofClip = result ? '' : `, clip ${clips[0].number}`;
  return trackedGroup(`${task.id}${ofClip}`, findingSite(task), [
    ...algorithm(report, task, clips),
    numericItem('CONTAINS', measuredCode(task), { value, unit }, [
      ...modifiers(task),
      ...uncertainty({ value, unit, interval90 }),
      ...sources(clips, sopClassOf),
    ]),
    ...(positive === undefined
      ? []
      : [codeItem('CONTAINS', findingCode(task), positive ? SCT.Present : SCT.Absent)]),
    ...(result ? [decisionItem(result)] : []),
    textItem('CONTAINS', DCM.Comment, comment(reported, clips)),
  ]);
}

/**
 * The ejection fraction calculated from the predicted volumes, beside the directly predicted one, with
 * the equation and the volumes (TID 300 and 315).
 */
function fromVolumesGroup(report: Report, sopClassOf: SopClassOf): WrittenItem[] {
  const { ejectionFractionFromVolumes: fromVolumes, results, clips } = report;
  const volumes = ['EDV', 'ESV'].flatMap((id) => results.find(({ task }) => task.id === id) ?? []);
  if (!fromVolumes || volumes.length < 2) {
    return [];
  }
  const { value, interval90, disagrees } = fromVolumes;
  const unit = unitCode({ unit: '%' });
  return [
    // A comma keeps it apart from what is of a task of the model.
    trackedGroup('EF, from volumes', findingSite(volumes[0].task), [
      ...algorithm(report, {}, clips),
      numericItem('CONTAINS', LN.LeftVentricularEjectionFractionByUS, { value, unit }, [
        codeItem('HAS CONCEPT MOD', DCM.Derivation, SCT.Calculated),
        codeItem('HAS CONCEPT MOD', DCM.ImageView, SCT.ApicalFourChamber),
        ...uncertainty({ value, unit, interval90 }),
        textItem('INFERRED FROM', DCM.Equation, 'EF = 100 (EDV - ESV) / EDV'),
        ...volumes.map((volume) =>
          numericItem(
            'INFERRED FROM',
            measuredCode(volume.task),
            { value: volume.value, unit: unitCode(volume.task) },
            modifiers(volume.task),
          ),
        ),
        ...sources(clips, sopClassOf),
      ]),
      ...(interval90
        ? [codeItem('CONTAINS', ownConcept.fractionsDisagree, disagrees ? SCT.Present : SCT.Absent)]
        : []),
      textItem(
        'CONTAINS',
        DCM.Comment,
        `Calculated from the predicted volumes${intervalText('%', interval90)}.${
          disagrees ? ` ${en.results.fromVolumesDisagree}` : ''
        }`,
      ),
    ]),
  ];
}

/** A measurement group with a unique tracking identifier. */
function trackedGroup(
  name: string,
  site: Code | undefined,
  children: readonly WrittenItem[],
): WrittenItem {
  return containerItem(
    DCM.MeasurementGroup,
    [
      textItem('HAS OBS CONTEXT', DCM.TrackingIdentifier, `${trackingPrefix}${name}`),
      uidReferenceItem('HAS OBS CONTEXT', DCM.TrackingUniqueIdentifier, newUid()),
      ...(site ? [codeItem('HAS CONCEPT MOD', SCT.FindingSite, site)] : []),
      ...children,
    ],
    '1501',
  );
}

/** The outline of the sector on the first analysed frame of each clip. */
function sources(clips: readonly ReportedClip[], sopClassOf: SopClassOf): WrittenItem[] {
  return clips.map(({ SOPInstanceUID, frameNumbers, sectorOutline }) =>
    closedPolylineItem('INFERRED FROM', DCM.SourceOfMeasurement, sectorOutline, {
      SOPClassUID: sopClassOf(SOPInstanceUID),
      SOPInstanceUID,
      frameNumbers: frameNumbers.slice(0, 1),
    }),
  );
}

/** The reader's decision, which has its own observation time and observer. */
function decisionItem({ decision }: ReportedResult): WrittenItem {
  if (!decision) {
    return codeItem('CONTAINS', ownConcept.readerDecision, decisionCode.undecided);
  }
  const { reader, date } = decision;
  return {
    ...codeItem(
      'CONTAINS',
      ownConcept.readerDecision,
      decisionCode[decision.decision],
      reader ? personObserver(reader) : [],
    ),
    ObservationDateTime: dicomDateTime(date).dateTime,
  };
}

/** Algorithm Identification (TID 4019). */
function algorithm(
  { manifest, modelHash, softwareVersion }: Report,
  { decisionThreshold }: Pick<Task, 'decisionThreshold'>,
  clips: readonly ReportedClip[],
): WrittenItem[] {
  const mod = 'HAS CONCEPT MOD';
  const parameters = [
    `model-sha256=${modelHash}`,
    `software=${software.manufacturer} ${softwareVersion}`,
    `frame-interval-ms=${manifest.input.frameIntervalMs}`,
    ...clips.map(
      ({ number: clip, frameNumbers }) => `clip-${clip}-frames=${frameNumbers.join(',')}`,
    ),
    ...new Set(clips.map(({ computedBy }) => `computed-by=${computedBy}`)),
    ...(decisionThreshold === undefined ? [] : [`threshold=${decisionThreshold}`]),
  ];
  return [
    textItem(mod, DCM.AlgorithmName, manifest.name),
    textItem(mod, DCM.AlgorithmVersion, `${manifest.id} ${manifest.version}`),
    textItem(mod, DCM.AlgorithmManufacturer, software.manufacturer),
    ...parameters.map((parameter) => textItem(mod, DCM.AlgorithmParameters, parameter)),
    codeItem(mod, DCM.AlgorithmFamily, DCM.ArtificialIntelligence),
  ];
}

function modifiers(task: Task): WrittenItem[] {
  const point = cardiacCyclePoint(task);
  return [
    codeItem('HAS CONCEPT MOD', DCM.Derivation, SCT.Mean),
    codeItem('HAS CONCEPT MOD', DCM.ImageView, SCT.ApicalFourChamber),
    ...(point ? [codeItem('HAS CONCEPT MOD', SCT.CardiacCyclePoint, point)] : []),
  ];
}

/** Upper and lower half of the 90 % interval (TID 310). */
function uncertainty({
  value,
  unit,
  interval90,
}: Pick<ReportedValue, 'value' | 'interval90'> & { readonly unit: Code }): WrittenItem[] {
  if (!interval90) {
    return [];
  }
  const [low, high] = interval90;
  return [
    numericItem('HAS PROPERTIES', SCT.RangeOfUpperMeasurementUncertainty, {
      value: high - value,
      unit,
    }),
    numericItem('HAS PROPERTIES', SCT.RangeOfLowerMeasurementUncertainty, {
      value: value - low,
      unit,
    }),
  ];
}

/** What the value is the mean of, and the level of the interval, for which TID 310 has no item. */
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
  if (!interval90) {
    return '';
  }
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
