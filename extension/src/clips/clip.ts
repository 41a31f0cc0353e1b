import {
  assessClip,
  type ClipEligibility,
  type ClipHeader,
  clipName,
  frameTimes,
  type FrameTimes,
  isSimulatedBy,
  readClipHeader,
  software,
} from '@echonet/dicom';
import { ClipRefusal } from '@echonet/models/image';
import type { DisplaySet } from '../host/contracts';
import { messageOf } from '../sentence';
import { firstInstance, instanceNumberOf, seriesNumberOf } from './numbers';

/** One display set of the study and its eligibility. */
export interface Clip {
  readonly SOPInstanceUID: string;
  readonly displaySetInstanceUID: string;
  /** Absent where the host does not say. */
  readonly StudyInstanceUID?: string;
  /** Shown name, unique within the study. */
  readonly name: string;
  /** Shorter name for lists; what distinguishes it from the study's other clips comes first. */
  readonly label: string;
  /** Absent if the header is unreadable. */
  readonly header?: ClipHeader;
  readonly eligibility: ClipEligibility;
  /** Absent if the clip is not eligible. */
  readonly times?: FrameTimes;
  /** Simulated by this project: what was trained on simulated patients was made for it. */
  readonly isSimulated: boolean;
}

/** Time from the first to the last frame that is not trimmed; 0 for a clip that is not eligible. */
export function lengthMs(times: FrameTimes | undefined): number {
  if (!times) {
    return 0;
  }
  const { timesMs, trim = { first: 0, last: timesMs.length - 1 } } = times;
  return timesMs[trim.last] - timesMs[trim.first];
}

/** Modalities of display sets without images; they are not listed. */
const withoutImages = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTDOSE',
  'REG',
  'DOC',
  'ECG',
  'AU',
  'PLAN',
]);

/**
 * The study's clips by Series and Instance Number. Clips that are not eligible are listed with the
 * reason.
 */
export function listClips(displaySets: readonly DisplaySet[]): Clip[] {
  return displaySets
    .filter(({ Modality }) => !withoutImages.has(String(Modality ?? '').toUpperCase()))
    .filter((displaySet) => firstInstance(displaySet) !== undefined)
    .filter((displaySet) => !isStoredByUs(displaySet))
    .sort(byNumbers)
    .map(clipOf)
    .map(withNameOfItsOwn)
    .map(withLabelOfItsOwn);
}

/** An overlay that EchoNet has stored in the study. */
function isStoredByUs(displaySet: DisplaySet): boolean {
  return textOf(firstInstance(displaySet), 'Manufacturer') === software.manufacturer;
}

/** Missing numbers come last; the sort is stable. */
function byNumbers(a: DisplaySet, b: DisplaySet): number {
  const difference = (numberOf: (displaySet: DisplaySet) => number | undefined): number =>
    (numberOf(a) ?? Number.MAX_VALUE) - (numberOf(b) ?? Number.MAX_VALUE);
  return difference(seriesNumberOf) || difference(instanceNumberOf);
}

export function clipOf(displaySet: DisplaySet): Clip {
  const instance = firstInstance(displaySet);
  const { displaySetInstanceUID } = displaySet;
  const StudyInstanceUID = displaySet.StudyInstanceUID ?? textOf(instance, 'StudyInstanceUID');
  const isSimulated = isSimulatedBy(textOf(instance, 'Manufacturer') ?? '');
  try {
    const header = readClipHeader(instance);
    const eligibility = assessClip(
      header,
      'VideoDecoder' in globalThis ? 'webcodecs' : 'cornerstone',
    );
    return {
      SOPInstanceUID: header.SOPInstanceUID,
      displaySetInstanceUID,
      StudyInstanceUID,
      name: nameWithCount(shortName(header), displaySet),
      label: nameWithCount(header.SeriesDescription || shortName(header), displaySet),
      header,
      eligibility,
      times: eligibility.eligible ? frameTimes(header) : undefined,
      isSimulated,
    };
  } catch (error) {
    const { name, reason } = refusalOf(error);
    return {
      SOPInstanceUID: textOf(instance, 'SOPInstanceUID') ?? displaySetInstanceUID,
      displaySetInstanceUID,
      StudyInstanceUID,
      name,
      label: name,
      eligibility: { eligible: false, reason },
      isSimulated,
    };
  }
}

/** Without Series Description, clipName falls back on the SOP Instance UID. */
function shortName(header: ClipHeader): string {
  const { SeriesDescription, InstanceNumber } = header;
  return SeriesDescription || InstanceNumber === undefined
    ? clipName(header)
    : `Clip ${InstanceNumber}`;
}

function withNameOfItsOwn(clip: Clip, _index: number, clips: readonly Clip[]): Clip {
  const isShared = clips.some((other) => other !== clip && other.name === clip.name);
  return isShared ? { ...clip, name: `${clip.name} (… ${clip.SOPInstanceUID.slice(-6)})` } : clip;
}

function withLabelOfItsOwn(clip: Clip, _index: number, clips: readonly Clip[]): Clip {
  const isShared = clips.some((other) => other !== clip && other.label === clip.label);
  if (!isShared) {
    return clip;
  }
  const number = clip.header?.InstanceNumber;
  const isNumbered = clips.every(
    (other) =>
      other === clip || other.label !== clip.label || other.header?.InstanceNumber !== number,
  );
  return {
    ...clip,
    label: number !== undefined && isNumbered ? `${number} · ${clip.label}` : clip.name,
  };
}

/** A series of stills is one display set of the host. */
function nameWithCount(name: string, { instances = [] }: DisplaySet): string {
  return instances.length > 1 ? `${name} and ${instances.length - 1} more` : name;
}

function refusalOf(error: unknown): { name: string; reason: string } {
  if (error instanceof ClipRefusal) {
    return { name: error.clip || 'Clip', reason: error.reason };
  }
  return {
    name: 'Clip',
    reason: `The header cannot be read: ${messageOf(error)}.`,
  };
}

function textOf(instance: unknown, keyword: string): string | undefined {
  const value = (instance as Readonly<Record<string, unknown>> | undefined)?.[keyword];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
