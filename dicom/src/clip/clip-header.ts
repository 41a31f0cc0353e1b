import { ClipRefusal, type UltrasoundRegion } from '@echonet/models/image';
import {
  attribute,
  type Attributes,
  isRecord,
  readNumber,
  readNumbers,
  readText,
  readTexts,
  toList,
  toNumber,
  toText,
} from './attributes';

/** The attributes of one instance that EchoNet uses, under their keywords; structured-cloneable. */
export interface ClipHeader {
  readonly SOPInstanceUID: string;
  readonly SOPClassUID: string;
  readonly Modality: string;
  readonly TransferSyntaxUID?: string;
  readonly Rows: number;
  readonly Columns: number;
  /** 1 where the attribute is absent, as in a single-frame object. */
  readonly NumberOfFrames: number;
  readonly SamplesPerPixel: number;
  readonly PhotometricInterpretation: string;
  readonly BitsAllocated: number;
  readonly BitsStored: number;
  readonly HighBit?: number;
  readonly PixelRepresentation: number;
  readonly PlanarConfiguration?: number;
  readonly RescaleSlope?: number;
  readonly RescaleIntercept?: number;
  /** Segmented Red Palette Color Lookup Table Data is there. */
  readonly hasSegmentedPalette?: boolean;
  /** The attributes among Frame Time and Frame Time Vector that the pointer names. */
  readonly FrameIncrementPointer?: readonly ('FrameTime' | 'FrameTimeVector')[];
  /** Milliseconds between frames, as written. */
  readonly FrameTime?: number;
  /** Milliseconds since the frame before, one value per frame, as written. */
  readonly FrameTimeVector?: readonly number[];
  /** Frames per second, as written. */
  readonly CineRate?: number;
  /** Frames per second, as written. */
  readonly RecommendedDisplayFrameRate?: number;
  /** Seconds, as written. */
  readonly EffectiveDuration?: number;
  /** Number of the first frame to display, from 1, as written. */
  readonly StartTrim?: number;
  /** Number of the last frame to display, from 1, as written. */
  readonly StopTrim?: number;
  /** Milliseconds from the first frame to each R wave, as written. */
  readonly RWaveTimeVector?: readonly number[];
  /** Beats per minute, as written. */
  readonly HeartRate?: number;
  readonly StageName?: string;
  readonly StageNumber?: number;
  readonly NumberOfStages?: number;
  readonly ViewName?: string;
  readonly ViewNumber?: number;
  /** HHMMSS of Acquisition DateTime or Acquisition Time, as written. */
  readonly acquiredAt?: string;
  readonly ContrastBolusAgent?: string;
  readonly ImageType: readonly string[];
  readonly SequenceOfUltrasoundRegions: readonly UltrasoundRegion[];
  /** Height and width of a pixel in whole numbers of any unit. */
  readonly PixelAspectRatio?: readonly [vertical: number, horizontal: number];
  readonly SeriesDescription?: string;
  readonly InstanceNumber?: number;
}

/** Names a clip by its number and series where there are any, otherwise by its UID. */
export function clipName(
  header: Pick<ClipHeader, 'SOPInstanceUID' | 'SeriesDescription' | 'InstanceNumber'>,
): string {
  const { SOPInstanceUID, SeriesDescription, InstanceNumber } = header;
  if (InstanceNumber === undefined) {
    return SeriesDescription
      ? `Clip of series "${SeriesDescription}" (${SOPInstanceUID})`
      : `Clip ${SOPInstanceUID}`;
  }
  return SeriesDescription
    ? `Clip ${InstanceNumber} of series "${SeriesDescription}"`
    : `Clip ${InstanceNumber} (${SOPInstanceUID})`;
}

/**
 * Reads the attributes of a naturalised instance of dcmjs or OHIF: numbers may be strings, single
 * values arrays of one, and sequences single items.
 *
 * @throws ClipRefusal naming the attribute that is missing or out of range
 */
export function readClipHeader(naturalizedInstance: unknown): ClipHeader {
  if (!isRecord(naturalizedInstance)) {
    throw new ClipRefusal('', 'The instance has no attributes; it is no DICOM data set.');
  }
  const instance = naturalizedInstance;
  const InstanceNumber = readNumber(instance, 'InstanceNumber');
  const name = {
    SOPInstanceUID: readText(instance, 'SOPInstanceUID') ?? '',
    SeriesDescription: readText(instance, 'SeriesDescription'),
    InstanceNumber: Number.isFinite(InstanceNumber) ? InstanceNumber : undefined,
  };
  if (!name.SOPInstanceUID) {
    throw new ClipRefusal(
      'Clip without a UID',
      'SOP Instance UID is missing, so results could not be tied to the clip; store it anew.',
    );
  }
  const clip = clipName(name);

  const Modality = readText(instance, 'Modality')?.toUpperCase() ?? '';
  if (modalitiesWithoutImages.includes(Modality) && attribute(instance, 'Rows') === undefined) {
    throw new NoImageRefusal(clip, `The instance holds no image (modality ${Modality}).`);
  }

  const whole = (keyword: string, least: number, most: number, absent?: number): number => {
    const written = attribute(instance, keyword);
    const value = written === undefined ? absent : toNumber(written);
    if (value === undefined) {
      throw new ClipRefusal(clip, `${keyword} is missing, so the instance is no readable image.`);
    }
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new ClipRefusal(
        clip,
        `${keyword} is ${describe(written)}; a whole number from ${least} to ${most} was expected.`,
      );
    }
    return value;
  };

  const Rows = whole('Rows', 1, mostOfUnsignedShort);
  const Columns = whole('Columns', 1, mostOfUnsignedShort);
  const written = readText(instance, 'PhotometricInterpretation')?.toUpperCase();
  const SamplesPerPixel = whole('SamplesPerPixel', 1, 4, isColour(written) ? 3 : 1);
  const BitsAllocated = whole('BitsAllocated', 1, 64, 8);
  return {
    ...name,
    SOPClassUID: readText(instance, 'SOPClassUID') ?? '',
    Modality,
    TransferSyntaxUID: readTransferSyntax(instance),
    Rows,
    Columns,
    NumberOfFrames: whole('NumberOfFrames', 0, mostFrames, 1),
    SamplesPerPixel,
    PhotometricInterpretation: written ?? (SamplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB'),
    BitsAllocated,
    BitsStored: whole('BitsStored', 1, BitsAllocated, BitsAllocated),
    HighBit: readNumber(instance, 'HighBit'),
    PixelRepresentation: whole('PixelRepresentation', 0, 1, 0),
    PlanarConfiguration: readNumber(instance, 'PlanarConfiguration'),
    RescaleSlope: readNumber(instance, 'RescaleSlope'),
    RescaleIntercept: readNumber(instance, 'RescaleIntercept'),
    hasSegmentedPalette: 'SegmentedRedPaletteColorLookupTableData' in instance,
    FrameIncrementPointer: readFrameIncrementPointer(instance),
    FrameTime: readNumber(instance, 'FrameTime'),
    FrameTimeVector: readNumbers(instance, 'FrameTimeVector'),
    CineRate: readNumber(instance, 'CineRate'),
    RecommendedDisplayFrameRate: readNumber(instance, 'RecommendedDisplayFrameRate'),
    EffectiveDuration: readNumber(instance, 'EffectiveDuration'),
    StartTrim: readNumber(instance, 'StartTrim'),
    StopTrim: readNumber(instance, 'StopTrim'),
    RWaveTimeVector: readNumbers(instance, 'RWaveTimeVector'),
    HeartRate: readNumber(instance, 'HeartRate'),
    StageName: readText(instance, 'StageName'),
    StageNumber: readNumber(instance, 'StageNumber'),
    NumberOfStages: readNumber(instance, 'NumberOfStages'),
    ViewName: readText(instance, 'ViewName'),
    ViewNumber: readNumber(instance, 'ViewNumber'),
    acquiredAt: readAcquisitionTime(instance),
    ContrastBolusAgent: readText(instance, 'ContrastBolusAgent'),
    ImageType: readTexts(instance, 'ImageType').map((value) => value.toUpperCase()),
    SequenceOfUltrasoundRegions: readRegions(instance),
    PixelAspectRatio: readAspectRatio(instance),
  };
}

/** Of a report or the like: it belongs into a study's folder, so that its reader need not fail. */
export class NoImageRefusal extends ClipRefusal {}

/** Reports, presentation states, key objects and documents lie in studies beside images. */
const modalitiesWithoutImages = ['SR', 'PR', 'KO', 'DOC'];

/** Rows and Columns are unsigned shorts (VR US). */
const mostOfUnsignedShort = 65_535;

/** Half an hour at 60 frames per second; a larger Number of Frames is damage. */
const mostFrames = 108_000;

function isColour(photometricInterpretation: string | undefined): boolean {
  return /^(RGB|YBR)/.test(photometricInterpretation ?? '');
}

/** From the data set, the archive's response (PS3.18 table 10.6.3-3) or the file meta information, which dcmjs keeps under _meta. */
function readTransferSyntax(instance: Attributes): string | undefined {
  const meta = attribute(instance, '_meta');
  const ofMeta = isRecord(meta) ? attribute(meta, 'TransferSyntaxUID') : undefined;
  return (
    readText(instance, 'TransferSyntaxUID') ??
    readText(instance, 'AvailableTransferSyntaxUID') ??
    (isRecord(ofMeta) ? readText(ofMeta, 'Value') : toText(ofMeta))
  );
}

const pointedAttributes = [
  ['FrameTime', 0x00181063],
  ['FrameTimeVector', 0x00181065],
] as const;

/** Tags (VR AT) are numbers from dcmjs and hexadecimal digits in DICOM JSON (PS3.18 F.2.3). */
function readFrameIncrementPointer(instance: Attributes): ClipHeader['FrameIncrementPointer'] {
  const tags = toList(attribute(instance, 'FrameIncrementPointer')).map((tag) =>
    typeof tag === 'string' ? Number.parseInt(tag.replaceAll(/[^0-9A-Fa-f]/g, ''), 16) : tag,
  );
  return pointedAttributes.filter(([, tag]) => tags.includes(tag)).map(([keyword]) => keyword);
}

/** Some archives put colons into times. */
function readAcquisitionTime(instance: Attributes): string | undefined {
  const ofDateTime = readText(instance, 'AcquisitionDateTime')?.slice(8);
  const written = ofDateTime ?? readText(instance, 'AcquisitionTime');
  return /^\d{6}/.exec(written?.replaceAll(':', '') ?? '')?.[0];
}

/** Undefined for what is no ratio. */
function readAspectRatio(instance: Attributes): ClipHeader['PixelAspectRatio'] {
  const [vertical, horizontal] = readNumbers(instance, 'PixelAspectRatio') ?? [];
  return vertical > 0 && horizontal > 0 ? [vertical, horizontal] : undefined;
}

/** Numbers that an item lacks are NaN; locateSector judges whether a region can be used. */
function readRegions(instance: Attributes): readonly UltrasoundRegion[] {
  const sequence = instance.SequenceOfUltrasoundRegions;
  const items = Array.isArray(sequence) ? (sequence as readonly unknown[]) : [sequence];
  return items.filter(isRecord).map((item) => {
    const number = (keyword: string) => readNumber(item, keyword) ?? Number.NaN;
    return {
      RegionSpatialFormat: number('RegionSpatialFormat'),
      RegionDataType: number('RegionDataType'),
      RegionLocationMinX0: number('RegionLocationMinX0'),
      RegionLocationMinY0: number('RegionLocationMinY0'),
      RegionLocationMaxX1: number('RegionLocationMaxX1'),
      RegionLocationMaxY1: number('RegionLocationMaxY1'),
      PhysicalUnitsXDirection: readNumber(item, 'PhysicalUnitsXDirection'),
      PhysicalUnitsYDirection: readNumber(item, 'PhysicalUnitsYDirection'),
      PhysicalDeltaX: readNumber(item, 'PhysicalDeltaX'),
      PhysicalDeltaY: readNumber(item, 'PhysicalDeltaY'),
    };
  });
}

function describe(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : 'no number';
}
