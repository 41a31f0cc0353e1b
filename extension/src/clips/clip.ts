import { assessClip, clipName, frameTimes, readClipHeader } from '@echonet/dicom';
import { ClipRefusal } from '@echonet/models';
import type { ClipEligibility, ClipHeader, FrameTimes } from '@echonet/dicom';
import type { DisplaySet } from '../host/contracts';
import { firstInstance, instanceNumberOf, seriesNumberOf } from './numbers';

/** One display set of the study and whether EchoNet can read it. */
export interface Clip {
  readonly SOPInstanceUID: string;
  readonly displaySetInstanceUID: string;
  /** What the reader knows it by; no other clip of the study has the same. */
  readonly name: string;
  /** The same in fewer words, for lists: what tells it from the study's other clips comes first. */
  readonly label: string;
  /** Absent where the header could not be read. */
  readonly header?: ClipHeader;
  readonly eligibility: ClipEligibility;
  /** Absent where the clip is not eligible. */
  readonly times?: FrameTimes;
}

/** Display sets without images of their own: they are no clips, and not worth a line. */
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
 * The study's clips by the numbers of their series and instances, whichever the archive answered
 * first, each with what EchoNet thinks of its header. Nothing is left out silently: a clip that
 * cannot be read is listed with the reason.
 */
export function listClips(displaySets: readonly DisplaySet[]): Clip[] {
  return displaySets
    .filter(({ Modality }) => !withoutImages.has(String(Modality ?? '').toUpperCase()))
    .filter((displaySet) => firstInstance(displaySet) !== undefined)
    .sort(byNumbers)
    .map(clipOf)
    .map(withNameOfItsOwn)
    .map(withLabelOfItsOwn);
}

/** Those without a number come last; equal ones stay in the host's order. */
function byNumbers(a: DisplaySet, b: DisplaySet): number {
  const difference = (numberOf: (displaySet: DisplaySet) => number | undefined): number =>
    (numberOf(a) ?? Number.MAX_VALUE) - (numberOf(b) ?? Number.MAX_VALUE);
  return difference(seriesNumberOf) || difference(instanceNumberOf);
}

/** What one display set holds. */
export function clipOf(displaySet: DisplaySet): Clip {
  const instance = firstInstance(displaySet);
  const { displaySetInstanceUID } = displaySet;
  try {
    const header = readClipHeader(instance);
    const eligibility = assessClip(header);
    return {
      SOPInstanceUID: header.SOPInstanceUID,
      displaySetInstanceUID,
      name: nameWithCount(shortName(header), displaySet),
      label: nameWithCount(header.SeriesDescription || shortName(header), displaySet),
      header,
      eligibility,
      times: eligibility.eligible ? frameTimes(header) : undefined,
    };
  } catch (error) {
    const { name, reason } = refusalOf(error);
    return {
      SOPInstanceUID: textOf(instance, 'SOPInstanceUID') ?? displaySetInstanceUID,
      displaySetInstanceUID,
      name,
      label: name,
      eligibility: { eligible: false, reason },
    };
  }
}

/** Without a series description, models' clipName would fall back on the UID's sixty digits. */
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

/** Clips of one series share its description; their numbers tell them apart. */
function withLabelOfItsOwn(clip: Clip, _index: number, clips: readonly Clip[]): Clip {
  const isShared = clips.some((other) => other !== clip && other.label === clip.label);
  if (!isShared) return clip;
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

/** A series of stills is one display set of the host and one line of ours. */
function nameWithCount(name: string, { instances = [] }: DisplaySet): string {
  return instances.length > 1 ? `${name} and ${instances.length - 1} more` : name;
}

function refusalOf(error: unknown): { name: string; reason: string } {
  if (error instanceof ClipRefusal) return { name: error.clip || 'Clip', reason: error.reason };
  return {
    name: 'Clip',
    reason: `The header cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  };
}

function textOf(instance: unknown, keyword: string): string | undefined {
  const value = (instance as Readonly<Record<string, unknown>> | undefined)?.[keyword];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
