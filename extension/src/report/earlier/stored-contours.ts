import {
  contourRegion,
  DCM,
  findItem,
  isCode,
  type ContentItem,
  type ContourRegion,
} from '@echonet/dicom';
import type { ContourEdits, EditableStructure } from '@echonet/models/measures';
import { measureIds, type MeasureId } from '../../contours/measured';
import type { ReaderEdits } from '../../contours/state';
import { ownConcept, valueOriginCode } from '../sr/codes';
import { readReaderChanges, type ReaderChanges } from '../sr/reader-changes';
import { modelSha256 } from './model-sha256';

/** Contours of one clip in a stored report, with what the reader had changed. */
export interface StoredContours {
  readonly SOPInstanceUID: string;
  /** Of the network that drew what the reader did not. */
  readonly modelSha256?: string;
  readonly contours: readonly ContourRegion[];
  /** Absent where the reader had changed nothing. */
  readonly edits?: ReaderEdits;
}

/** @param groups measurement groups (TID 1410, TID 1501) of a report of this software */
export function readStoredContours(groups: readonly ContentItem[]): StoredContours[] {
  const byClip = new Map<string, ContentItem[]>();
  for (const group of groups) {
    const clip = clipOf(group);
    if (clip) {
      byClip.set(clip, [...(byClip.get(clip) ?? []), group]);
    }
  }
  return [...byClip].flatMap(([SOPInstanceUID, ofClip]) => {
    const contours = ofClip.flatMap((group) => contourRegion(group) ?? []);
    const edits = editsOf(ofClip, contours);
    return contours.length > 0 || edits
      ? [
          {
            SOPInstanceUID,
            modelSha256: ofClip
              .filter(({ children }) => findItem(children, DCM.ImageRegion))
              .map(({ children }) => modelSha256(children))
              .find(Boolean),
            contours,
            ...(edits && { edits }),
          },
        ]
      : [];
  });
}

/** The clip of a group with a contour or typed values. */
function clipOf({ children }: ContentItem): string | undefined {
  const region =
    findItem(children, DCM.ImageRegion) ??
    (children.some((item) => isTyped(item))
      ? findItem(children, DCM.SourceOfMeasurement)
      : undefined);
  return region?.children.find(({ reference }) => reference)?.reference?.SOPInstanceUID;
}

function isTyped({ children }: ContentItem): boolean {
  return isCode(findItem(children, ownConcept.valueOrigin)?.code, valueOriginCode.typed);
}

function editsOf(
  groups: readonly ContentItem[],
  contours: readonly ContourRegion[],
): ReaderEdits | undefined {
  const items = groups.flatMap(({ children }) => children);
  const changes = items
    .filter(({ name }) => isCode(name, ownConcept.readerChanges))
    .map(({ text }) => readReaderChanges(text))
    .find(Boolean);
  const typed = items.filter(isTyped).flatMap(({ quantity, children }) => {
    const [, measure] =
      /^measured\.(\w+)$/.exec(findItem(children, ownConcept.resultId)?.text ?? '') ?? [];
    return quantity && isMeasureId(measure) ? [[measure, quantity.value] as const] : [];
  });
  if (!changes && typed.length === 0) {
    return undefined;
  }
  const { drawn = [], drawnAtria = [], moments = [], beats } = changes ?? {};
  const atria = drawnIn(contours, 'LA', drawnAtria);
  return {
    drawn: drawnIn(contours, 'LV', drawn),
    ...(atria.size > 0 && { drawnAtria: atria }),
    moments: new Map(
      moments.map(({ beat, edFrame, esFrame }) => [
        beat - 1,
        {
          ...(edFrame !== undefined && { edFrame: edFrame - 1 }),
          ...(esFrame !== undefined && { esFrame: esFrame - 1 }),
        },
      ]),
    ),
    ...(beats && { beats: beats.map((beat) => beat - 1) }),
    typed: new Map(typed),
  };
}

/** The contours that the reader drew, of those in the report. */
function drawnIn(
  contours: readonly ContourRegion[],
  structure: EditableStructure,
  drawn: ReaderChanges['drawn'],
): ContourEdits['drawn'] {
  return new Map(
    drawn.flatMap(({ frame, controls, isCarried }) => {
      const outline = contours.find(
        (one) => one.structure === structure && one.frameNumber === frame,
      )?.outline;
      return outline && controls.every((index) => index < outline.length)
        ? [[frame - 1, { contour: { outline, controls }, isCarried }] as const]
        : [];
    }),
  );
}

function isMeasureId(text: string | undefined): text is MeasureId {
  return (measureIds as readonly (string | undefined)[]).includes(text);
}
