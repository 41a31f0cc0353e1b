import {
  DCM,
  findItem,
  firstText,
  isCode,
  pendingGraphics,
  readContentTree,
  SCT,
  sequenceItems,
  software,
  UMLS,
  type Code,
  type ContentItem,
} from '@echonet/dicom';
import { automaticNote } from '../automatic-note';
import type { Decision } from '../decisions';
import { decisionCode, ownConcept, shownUnitOf, valueOriginCode } from '../sr/codes';
import type { StoredReference } from '../sr/report-context';
import { predictionsName } from '../sr/predictions-group';
import { trackingPrefix } from '../sr/tracked-group';
import type { ValueOrigin } from '../measured-clip';
import { modelSha256 } from './model-sha256';
import { saysImported } from '../remarks';
import { readStoredContours, type StoredContours } from './stored-contours';

export interface EarlierValue {
  readonly taskId: string;
  /** In the task's unit. */
  readonly value: number;
  readonly interval90?: readonly [low: number, high: number];
  /** UCUM */
  readonly unit: string;
  readonly decision?: Decision;
}

/** A value that was measured from contours; a reader accepted it, unless the report is automatic. */
export interface EarlierMeasured {
  /** Such as 'EF'. */
  readonly measure: string;
  readonly value: number;
  /** As it is shown, such as mL/m². */
  readonly unit: string;
  readonly interval90?: EarlierValue['interval90'];
  readonly origin?: ValueOrigin;
  /** SOP Instance UID of the clip; empty where the report does not say. */
  readonly ofClip: string;
}

export interface EarlierReport {
  readonly SOPInstanceUID: string;
  /** To cite it; absent where the archive does not tell its place. */
  readonly reference?: StoredReference;
  /** YYYYMMDDHHMMSS, sortable; empty where the report has no date. */
  readonly time: string;
  /** Name of the person who stored it, as of VR PN; empty without one. */
  readonly reader: string;
  /** The model's name and version; its id and version where the report has no name. */
  readonly model: string;
  readonly modelSha256?: string;
  readonly values: readonly EarlierValue[];
  /** SOP Instance UIDs of the clips that the values are of; empty where the report does not say. */
  readonly valuesOfClips: readonly string[];
  /** In the order of the report. */
  readonly measured: readonly EarlierMeasured[];
  /** By clip. */
  readonly contours: readonly StoredContours[];
  /** Read without a reader, and accepted by nobody. */
  readonly isAutomatic: boolean;
  /** Of an imported network that nobody evaluated are some of its values. */
  readonly isOfImport: boolean;
  /** What the report says beside its values, in full sentences. */
  readonly remarks: readonly string[];
  /** SOP Instance UIDs of the reports that it follows. */
  readonly predecessors: readonly string[];
}

/**
 * Reads a structured report of this software, recognised by its Device Observer.
 *
 * @param instance naturalised, of any origin
 * @returns undefined for reports of other software and for damaged ones
 */
export function readEarlierReport(instance: unknown): EarlierReport | undefined {
  const attributes = (instance ?? {}) as Readonly<Record<string, unknown>>;
  const { SOPInstanceUID, ContentDate, ContentTime } = attributes;
  const content = readContentTree(instance)?.children ?? [];
  if (!isOurs(content) || typeof SOPInstanceUID !== 'string') {
    return undefined;
  }
  const groups = findItem(content, DCM.ImagingMeasurements)?.children ?? [];
  const predictions = groups.filter(({ children }) => isOfPatient(children));
  const values = predictions.flatMap(({ children }) => readValues(children));
  const valuesOfClips = [
    ...new Set(predictions.flatMap(({ children }) => clipsOfRegions(children))),
  ];
  const derived = findItem(content, DCM.DerivedImagingMeasurements)?.children ?? [];
  const measured = [
    ...groups.flatMap(({ children }) => readMeasured(children, clipsOfRegions(children).join())),
    ...derived.flatMap((item) => readMeasured([item], clipInWords(item, valuesOfClips))),
  ];
  if (values.length === 0 && measured.length === 0) {
    return undefined;
  }
  const firstGroup = predictions.at(0)?.children ?? [];
  const remarks = (findItem(content, UMLS.QualitativeEvaluations)?.children ?? [])
    .filter(({ name }) => isCode(name, DCM.Comment))
    .map(({ text }) => text);
  return {
    SOPInstanceUID,
    reference: referenceOf(attributes),
    time: `${digits(ContentDate, 8)}${digits(ContentTime, 6)}`,
    reader: findItem(content, DCM.PersonObserverName)?.personName ?? '',
    model: modelOf(firstGroup),
    modelSha256: modelSha256(firstGroup),
    values,
    valuesOfClips,
    measured,
    contours: contoursOf(instance, groups),
    isAutomatic: remarks.includes(automaticNote),
    isOfImport: remarks.some(saysImported),
    remarks,
    predecessors: predecessorsOf(attributes.PredecessorDocumentsSequence),
  };
}

/** Where coordinates could not be fetched, changes that need them are not restored in part. */
function contoursOf(instance: unknown, groups: readonly ContentItem[]): StoredContours[] {
  const contours = readStoredContours(groups);
  return pendingGraphics(instance).length > 0
    ? contours.map(({ SOPInstanceUID, modelSha256: sha256 }) => ({
        SOPInstanceUID,
        modelSha256: sha256,
        contours: [],
      }))
    : contours;
}

function predecessorsOf(byStudy: unknown): string[] {
  return sequenceItems(byStudy)
    .flatMap(({ ReferencedSeriesSequence }) => sequenceItems(ReferencedSeriesSequence))
    .flatMap(({ ReferencedSOPSequence }) => sequenceItems(ReferencedSOPSequence))
    .map(({ ReferencedSOPInstanceUID }) => firstText(ReferencedSOPInstanceUID));
}

/** Reports before 0.3 have the software's own UID; later ones that of an installation. */
function isOurs(content: readonly ContentItem[]): boolean {
  return (
    findItem(content, DCM.DeviceObserverUID)?.uid === software.deviceUid ||
    findItem(content, DCM.DeviceObserverManufacturer)?.text === software.manufacturer
  );
}

function referenceOf(attributes: Readonly<Record<string, unknown>>): StoredReference | undefined {
  const [SOPClassUID, SOPInstanceUID, SeriesInstanceUID, StudyInstanceUID] = [
    'SOPClassUID',
    'SOPInstanceUID',
    'SeriesInstanceUID',
    'StudyInstanceUID',
  ].map((keyword) => firstText(attributes[keyword]));
  return SOPClassUID && SOPInstanceUID && SeriesInstanceUID && StudyInstanceUID
    ? { SOPClassUID, SOPInstanceUID, SeriesInstanceUID, StudyInstanceUID }
    : undefined;
}

/** False for the values of one of several clips, for measured ones and for groups of other software. */
function isOfPatient(group: readonly ContentItem[]): boolean {
  const name = groupName(group);
  return name === predictionsName || taskIdOfGroup(name) !== undefined;
}

function groupName(group: readonly ContentItem[]): string {
  const identifier = findItem(group, DCM.TrackingIdentifier)?.text ?? '';
  return identifier.startsWith(trackingPrefix) ? identifier.slice(trackingPrefix.length) : '';
}

/** Reports before 0.3 have a group for each task, whose name is the task's ID. */
function taskIdOfGroup(name: string): string | undefined {
  return /^[\w-]+$/.test(name) && name !== predictionsName ? name : undefined;
}

function readValues(group: readonly ContentItem[]): EarlierValue[] {
  const ofGroup = taskIdOfGroup(groupName(group));
  return group.flatMap((item) => {
    const taskId = findItem(item.children, ownConcept.resultId)?.text ?? ofGroup;
    if (item.valueType !== 'NUM' || !item.quantity || !taskId) {
      return [];
    }
    const { value, unit } = item.quantity;
    const decision =
      findItem(item.children, ownConcept.readerDecision) ??
      findItem(group, ownConcept.readerDecision);
    return [
      {
        taskId,
        value,
        interval90: intervalOf(item.children, value),
        unit: unit.value,
        decision: decisionOf(decision?.code),
      },
    ];
  });
}

function intervalOf(properties: readonly ContentItem[], value: number): EarlierValue['interval90'] {
  const above = findItem(properties, SCT.RangeOfUpperMeasurementUncertainty)?.quantity?.value;
  const below = findItem(properties, SCT.RangeOfLowerMeasurementUncertainty)?.quantity?.value;
  return above === undefined || below === undefined ? undefined : [value - below, value + above];
}

/** SOP Instance UIDs, one a region. */
function clipsOfRegions(group: readonly ContentItem[]): string[] {
  return group
    .filter(({ graphic }) => graphic)
    .flatMap(({ children }) =>
      children.flatMap(({ reference }) => reference?.SOPInstanceUID ?? []),
    );
}

/** The heart rate has no region: it names its clip by number, in the order of the predictions' clips. */
function clipInWords({ children }: ContentItem, clips: readonly string[]): string {
  const [, number] = /^Clip (\d+)\./.exec(findItem(children, DCM.Comment)?.text ?? '') ?? [];
  return clips[Number(number) - 1] ?? '';
}

const measuredPrefix = 'measured.';

function readMeasured(group: readonly ContentItem[], ofClip: string): EarlierMeasured[] {
  return group.flatMap(({ quantity, children }) => {
    const id = findItem(children, ownConcept.resultId)?.text ?? '';
    if (!quantity || !id.startsWith(measuredPrefix)) {
      return [];
    }
    const code = findItem(children, ownConcept.valueOrigin)?.code;
    const interval90 = intervalOf(children, quantity.value);
    const origin = (Object.keys(valueOriginCode) as ValueOrigin[]).find((key) =>
      isCode(code, valueOriginCode[key]),
    );
    return [
      {
        measure: id.slice(measuredPrefix.length),
        value: quantity.value,
        unit: shownUnitOf(quantity.unit.value),
        ...(interval90 && { interval90 }),
        ...(origin && { origin }),
        ofClip,
      },
    ];
  });
}

function decisionOf(code: Code | undefined): Decision | undefined {
  if (isCode(code, decisionCode.accepted)) {
    return 'accepted';
  }
  return isCode(code, decisionCode.rejected) ? 'rejected' : undefined;
}

/** Algorithm Version holds the model's id and version. */
function modelOf(group: readonly ContentItem[]): string {
  const name = findItem(group, DCM.AlgorithmName)?.text;
  const idAndVersion = findItem(group, DCM.AlgorithmVersion)?.text || '?';
  return name ? `${name} ${idAndVersion.split(' ').at(-1)}` : idAndVersion;
}

/** The first digits of a date or time with or without separators, padded with zeros. */
function digits(value: unknown, count: number): string {
  const text = typeof value === 'string' ? value.replace(/[^\d.]/g, '').split('.')[0] : '';
  return text.slice(0, count).padEnd(count, '0');
}
