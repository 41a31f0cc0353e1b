import {
  DCM,
  findItem,
  isCode,
  readContentTree,
  SCT,
  software,
  type Code,
  type ContentItem,
} from '@echonet/dicom';
import type { Decision } from '../decisions';
import { decisionCode, ownConcept } from '../sr/codes';
import { trackingPrefix } from '../sr/measurement-report';

export interface EarlierValue {
  readonly taskId: string;
  /** In the task's unit. */
  readonly value: number;
  readonly interval90?: readonly [low: number, high: number];
  readonly decision?: Decision;
}

export interface EarlierReport {
  readonly SOPInstanceUID: string;
  /** YYYYMMDDHHMMSS, sortable; empty where the report has no date. */
  readonly time: string;
  /** The model's name and version; its id and version where the report has no name. */
  readonly model: string;
  readonly modelSha256?: string;
  readonly values: readonly EarlierValue[];
}

/**
 * Reads a structured report of this software, recognised by its Device Observer UID.
 *
 * @param instance naturalised, of any origin
 * @returns undefined for reports of other software and for damaged ones
 */
export function readEarlierReport(instance: unknown): EarlierReport | undefined {
  const { SOPInstanceUID, ContentDate, ContentTime } = (instance ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const content = readContentTree(instance)?.children ?? [];
  const isOurs = findItem(content, DCM.DeviceObserverUID)?.uid === software.deviceUid;
  if (!isOurs || typeof SOPInstanceUID !== 'string') {
    return undefined;
  }
  const groups = findItem(content, DCM.ImagingMeasurements)?.children ?? [];
  const ofPatient = groups.filter(({ children }) => taskIdOf(children) !== undefined);
  const values = ofPatient.flatMap(({ children }) => readValue(children) ?? []);
  if (values.length === 0) {
    return undefined;
  }
  const [{ children: firstGroup }] = ofPatient;
  return {
    SOPInstanceUID,
    time: `${digits(ContentDate, 8)}${digits(ContentTime, 6)}`,
    model: modelOf(firstGroup),
    modelSha256: modelSha256(firstGroup),
    values,
  };
}

/** Undefined for a value of one of several clips, and for groups of other software. */
function taskIdOf(group: readonly ContentItem[]): string | undefined {
  const identifier = findItem(group, DCM.TrackingIdentifier)?.text ?? '';
  const id = identifier.startsWith(trackingPrefix) && identifier.slice(trackingPrefix.length);
  return id && !id.includes(',') ? id : undefined;
}

function readValue(group: readonly ContentItem[]): EarlierValue | undefined {
  const taskId = taskIdOf(group);
  const measurement = group.find(({ valueType }) => valueType === 'NUM');
  if (!taskId || !measurement?.quantity) {
    return undefined;
  }
  const {
    quantity: { value },
    children,
  } = measurement;
  const above = findItem(children, SCT.RangeOfUpperMeasurementUncertainty)?.quantity?.value;
  const below = findItem(children, SCT.RangeOfLowerMeasurementUncertainty)?.quantity?.value;
  return {
    taskId,
    value,
    interval90:
      above === undefined || below === undefined ? undefined : [value - below, value + above],
    decision: decisionOf(findItem(group, ownConcept.readerDecision)?.code),
  };
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

function modelSha256(group: readonly ContentItem[]): string | undefined {
  const texts = group
    .filter((item) => isCode(item.name, DCM.AlgorithmParameters))
    .map(({ text }) => /^model-sha256=([0-9a-f]{64})$/.exec(text)?.[1]);
  return texts.find((sha) => sha !== undefined);
}

/** The first digits of a date or time with or without separators, padded with zeros. */
function digits(value: unknown, count: number): string {
  const text = typeof value === 'string' ? value.replace(/[^\d.]/g, '').split('.')[0] : '';
  return text.slice(0, count).padEnd(count, '0');
}
