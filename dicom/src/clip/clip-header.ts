import { ClipRefusal, type UltrasoundRegion } from '@echonet/models/image';

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
  /** Milliseconds between frames, as written. */
  readonly FrameTime?: number;
  /** Milliseconds since the frame before, one value per frame, as written. */
  readonly FrameTimeVector?: readonly number[];
  /** Frames per second, as written. */
  readonly CineRate?: number;
  /** Frames per second, as written. */
  readonly RecommendedDisplayFrameRate?: number;
  readonly ImageType: readonly string[];
  readonly UltrasoundColorDataPresent?: number;
  readonly SequenceOfUltrasoundRegions: readonly UltrasoundRegion[];
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
    Modality: readText(instance, 'Modality')?.toUpperCase() ?? '',
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
    FrameTime: readNumber(instance, 'FrameTime'),
    FrameTimeVector: readNumbers(instance, 'FrameTimeVector'),
    CineRate: readNumber(instance, 'CineRate'),
    RecommendedDisplayFrameRate: readNumber(instance, 'RecommendedDisplayFrameRate'),
    ImageType: readTexts(instance, 'ImageType').map((value) => value.toUpperCase()),
    UltrasoundColorDataPresent: readNumber(instance, 'UltrasoundColorDataPresent'),
    SequenceOfUltrasoundRegions: readRegions(instance),
  };
}

/** Rows and Columns are unsigned shorts (VR US). */
const mostOfUnsignedShort = 65_535;

/** Half an hour at 60 frames per second; a larger Number of Frames is damage. */
const mostFrames = 108_000;

type Attributes = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isColour(photometricInterpretation: string | undefined): boolean {
  return /^(RGB|YBR)/.test(photometricInterpretation ?? '');
}

/** The value of an attribute; undefined where it is absent or empty. */
function attribute(instance: Attributes, keyword: string): unknown {
  const value = instance[keyword];
  const single = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  return single === null || single === '' || (Array.isArray(single) && single.length === 0)
    ? undefined
    : single;
}

/** NaN for anything but a number. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : Number.NaN;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : undefined;
}

/** The values of an attribute; text is split at backslashes. */
function toList(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value;
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<number>);
  }
  return typeof value === 'string' ? value.split('\\') : [value];
}

function readText(instance: Attributes, keyword: string): string | undefined {
  return toText(attribute(instance, keyword)) || undefined;
}

/** NaN for text that is no number, undefined where the attribute is absent. */
function readNumber(instance: Attributes, keyword: string): number | undefined {
  const value = attribute(instance, keyword);
  return value === undefined ? undefined : toNumber(value);
}

function readNumbers(instance: Attributes, keyword: string): readonly number[] | undefined {
  const value = attribute(instance, keyword);
  return value === undefined ? undefined : toList(value).map(toNumber);
}

function readTexts(instance: Attributes, keyword: string): readonly string[] {
  return toList(attribute(instance, keyword)).map((value) => toText(value) ?? '');
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
    };
  });
}

function describe(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : 'no number';
}
