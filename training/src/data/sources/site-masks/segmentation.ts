import { structureNames } from '@echonet/phantom/structures';
import { checkFrame, checkSize, type ClipFrames } from './clip-frames';

type Attributes = Readonly<Record<string, unknown>>;

/** SOP classes of Segmentation and Label Map Segmentation Storage (PS3.4 B.5). */
const segmentationClasses = ['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7'];

export function isSegmentation(instance: Attributes): boolean {
  return segmentationClasses.includes(textOf(instance['SOPClassUID']));
}

/** UIDs of the instances whose frames are segmented. */
export function referencedInstances(instance: Attributes): string[] {
  const uids = itemsOf(instance['PerFrameFunctionalGroupsSequence']).flatMap((group) =>
    sourcesOf(group).map((source) => textOf(source['ReferencedSOPInstanceUID'])),
  );
  return [...new Set(uids.filter(Boolean))];
}

/**
 * Words that mean a structure in Segment Label or Code Meaning, without spaces and punctuation.
 * Later structures overwrite earlier ones: a cavity is drawn over its wall.
 */
const words: readonly (readonly [structure: (typeof structureNames)[number], pattern: RegExp])[] = [
  ['LVWall', /^(lv|leftventric(le|ular))?(wall|myocardi(um|al))(of(the)?leftventricle)?$/],
  ['LA', /^(la|(cavityof(the)?)?left(atrium|atrial)(cavity)?)$/],
  ['RA', /^(ra|(cavityof(the)?)?right(atrium|atrial)(cavity)?)$/],
  ['RV', /^(rv|(cavityof(the)?)?rightventric(le|ular)(cavity)?)$/],
  ['LV', /^(lv|lvcavity|(cavityof(the)?)?leftventric(le|ular)(cavity)?)$/],
];

/**
 * Masks of the frames of a clip in a DICOM Segmentation (PS3.3 A.51): binary, fractional from one
 * half on, or a label map. Segments of other structures are ignored.
 *
 * @param instance naturalised attributes
 * @returns codes of structureNames by frame of the clip, from 0
 * @throws Error with one sentence whose subject is `name`
 */
export function segmentationMasks(
  instance: Attributes,
  clip: ClipFrames,
  name: string,
): Map<number, Uint8Array> {
  checkSize(name, { Rows: Number(instance['Rows']), Columns: Number(instance['Columns']) }, clip);
  const structures = structuresBySegment(instance, name);
  const length = clip.Rows * clip.Columns;
  const groups = itemsOf(instance['PerFrameFunctionalGroupsSequence']);
  const [shared] = itemsOf(instance['SharedFunctionalGroupsSequence']);
  const frameValues = frameReader(instance, groups.length, length, name);
  const type = textOf(instance['SegmentationType']);
  const planes = groups.flatMap((group, index) => {
    const source = sourcesOf(group).find(
      (item) => textOf(item['ReferencedSOPInstanceUID']) === clip.SOPInstanceUID,
    );
    if (!source) {
      return [];
    }
    const frame = Number(source['ReferencedFrameNumber'] ?? NaN) - 1;
    if (Number.isNaN(frame) && clip.NumberOfFrames > 1) {
      throw new Error(`${name} does not say which frame its frame ${index + 1} belongs to.`);
    }
    checkFrame(name, Number.isNaN(frame) ? 0 : frame, clip);
    const segment = type === 'LABELMAP' ? undefined : (segmentOf(group) ?? segmentOf(shared ?? {}));
    return [{ index, frame: Number.isNaN(frame) ? 0 : frame, segment }];
  });
  const masks = new Map<number, Uint8Array>();
  for (const { frame } of planes) {
    masks.set(frame, new Uint8Array(length));
  }
  for (const [structure] of words) {
    const code = structureNames.indexOf(structure);
    for (const { index, frame, segment } of planes) {
      const isDrawn = segment === undefined || structures.get(segment) === structure;
      if (isDrawn) {
        const codes = masks.get(frame)!;
        frameValues(index).forEach((value, i) => {
          const drawn = segment === undefined ? structures.get(value) : value > 0 && structure;
          codes[i] = drawn === structure ? code : codes[i];
        });
      }
    }
  }
  return masks;
}

/** Structure by segment number. */
function structuresBySegment(
  instance: Attributes,
  name: string,
): Map<number, (typeof structureNames)[number]> {
  const segments = itemsOf(instance['SegmentSequence']);
  const labels = segments.map((segment) => ({
    number: Number(segment['SegmentNumber']),
    texts: [
      textOf(segment['SegmentLabel']),
      ...itemsOf(segment['SegmentedPropertyTypeCodeSequence']).map((code) =>
        textOf(code['CodeMeaning']),
      ),
    ],
  }));
  const known = labels.flatMap(({ number, texts }) => {
    const plain = texts.map((text) => text.toLowerCase().replaceAll(/[^a-z]/g, ''));
    const found = words.find(([, pattern]) => plain.some((text) => pattern.test(text)));
    return found ? [[number, found[0]] as const] : [];
  });
  if (known.length === 0) {
    const seen = labels.map(({ texts }) => `"${texts[0]}"`).join(', ') || 'none';
    throw new Error(
      `${name} has no segment of the heart (its segments: ${seen}); label them LV, LVWall, LA, RV or RA.`,
    );
  }
  return new Map(known);
}

/** Reads the values of one frame of native Pixel Data: above 0 in the segment, or segment numbers. */
function frameReader(
  instance: Attributes,
  frameCount: number,
  length: number,
  name: string,
): (index: number) => Uint8Array {
  const parts = [instance['PixelData']].flat();
  const [pixelData] = parts;
  const bits = Number(instance['BitsAllocated']);
  const isFractional = textOf(instance['SegmentationType']) === 'FRACTIONAL';
  const half = isFractional ? Number(instance['MaximumFractionalValue']) / 2 : 0;
  const syntax = textOf(instance['TransferSyntaxUID']);
  const isNative = /^1\.2\.840\.10008\.1\.2(\.1|\.2|\.1\.99)?$/.test(syntax);
  if (!isNative || !(pixelData instanceof ArrayBuffer) || (bits !== 1 && bits !== 8)) {
    throw new Error(`${name} is compressed or of more than 8 bits; write it uncompressed.`);
  }
  const bytes = new Uint8Array(pixelData);
  if (bytes.length < Math.ceil((frameCount * length * bits) / 8)) {
    throw new Error(`${name} is truncated: it ends before its ${frameCount} frames do.`);
  }
  return (index) => {
    if (bits === 8) {
      const values = bytes.slice(index * length, (index + 1) * length);
      return isFractional ? values.map((value) => Number(value >= half)) : values;
    }
    // Frames of single bits follow each other without padding, the lowest bit first (PS3.5 8.1.1).
    const first = index * length;
    return Uint8Array.from(
      { length },
      (_, i) => (bytes[(first + i) >> 3] >> ((first + i) & 7)) & 1,
    );
  };
}

function sourcesOf(group: Attributes): Attributes[] {
  return itemsOf(group['DerivationImageSequence']).flatMap((derivation) =>
    itemsOf(derivation['SourceImageSequence']),
  );
}

function segmentOf(group: Attributes): number | undefined {
  const [item] = itemsOf(group['SegmentIdentificationSequence']);
  return item && Number(item['ReferencedSegmentNumber']);
}

/** Items of a naturalised sequence; a single item may stand without its array. */
function itemsOf(sequence: unknown): Attributes[] {
  const items: readonly unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  return items.filter((item): item is Attributes => typeof item === 'object' && item !== null);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
