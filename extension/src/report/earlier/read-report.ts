import type { Decision } from '../decisions';
import { software } from '../dicom/software';
import { concept, decisionCode } from '../sr/codes';
import { trackingPrefix } from '../sr/measurement-report';
import { find, readContent } from './content-tree';
import type { ReadItem } from './content-tree';

/** A value that an earlier report has. */
export interface EarlierValue {
  readonly taskId: string;
  /** In the task's unit. */
  readonly value: number;
  readonly interval90?: readonly [low: number, high: number];
  readonly decision?: Decision;
}

/** A report that this software stored. */
export interface EarlierReport {
  readonly SOPInstanceUID: string;
  /** YYYYMMDDHHMMSS, sortable; empty where the report has no date. */
  readonly time: string;
  /** The model's id and version. */
  readonly model: string;
  readonly modelSha256?: string;
  readonly values: readonly EarlierValue[];
}

/**
 * Reads one of this software's structured reports, told by its Device Observer UID.
 *
 * @param instance naturalised, of whatever origin
 * @returns undefined for reports of others and for damaged ones
 */
export function readEarlierReport(instance: unknown): EarlierReport | undefined {
  const { SOPInstanceUID, ContentDate, ContentTime } = (instance ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const content = readContent(instance);
  const isOurs = find(content, concept.deviceUid.value)?.uid === software.deviceUid;
  if (!isOurs || typeof SOPInstanceUID !== 'string') return undefined;
  const groups = find(content, concept.imagingMeasurements.value)?.children ?? [];
  const ofPatient = groups.filter(({ children }) => taskIdOf(children) !== undefined);
  const values = ofPatient.flatMap(({ children }) => readValue(children) ?? []);
  if (values.length === 0) return undefined;
  const [{ children: firstGroup }] = ofPatient;
  return {
    SOPInstanceUID,
    time: `${digits(ContentDate, 8)}${digits(ContentTime, 6)}`,
    model: find(firstGroup, concept.algorithmVersion.value)?.text ?? '?',
    modelSha256: modelSha256(firstGroup),
    values,
  };
}

/** Of a result; undefined for what one of several clips says, and for groups of others. */
function taskIdOf(group: readonly ReadItem[]): string | undefined {
  const identifier = find(group, concept.trackingIdentifier.value)?.text ?? '';
  const id = identifier.startsWith(trackingPrefix) && identifier.slice(trackingPrefix.length);
  return id && !id.includes(',') ? id : undefined;
}

function readValue(group: readonly ReadItem[]): EarlierValue | undefined {
  const taskId = taskIdOf(group);
  const measurement = group.find(({ valueType }) => valueType === 'NUM');
  if (!taskId || measurement?.value === undefined) return undefined;
  const { value, children } = measurement;
  const above = find(children, concept.upperUncertainty.value)?.value;
  const below = find(children, concept.lowerUncertainty.value)?.value;
  return {
    taskId,
    value,
    interval90:
      above === undefined || below === undefined ? undefined : [value - below, value + above],
    decision: decisionOf(find(group, concept.readerDecision.value)?.code),
  };
}

function decisionOf(code: string | undefined): Decision | undefined {
  if (code === decisionCode.accepted.value) return 'accepted';
  return code === decisionCode.rejected.value ? 'rejected' : undefined;
}

function modelSha256(group: readonly ReadItem[]): string | undefined {
  const texts = group
    .filter((item) => item.concept === concept.algorithmParameters.value)
    .map(({ text }) => /^model-sha256=([0-9a-f]{64})$/.exec(text ?? '')?.[1]);
  return texts.find((sha) => sha !== undefined);
}

/** The first digits of a date or a time, as DICOM or with separators. */
function digits(value: unknown, count: number): string {
  const text = typeof value === 'string' ? value.replace(/[^\d.]/g, '').split('.')[0] : '';
  return text.slice(0, count).padEnd(count, '0');
}
