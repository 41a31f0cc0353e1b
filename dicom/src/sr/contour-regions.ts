import { DCM, SCT } from './codes';
import { isCode } from './coding';
import { findItem, type ContentItem } from './content-tree';
import { ECHONET } from './own-codes';

/** A contour in a report of this software. */
export interface ContourRegion {
  /** Of the clip. */
  readonly SOPInstanceUID: string;
  readonly structure: 'LV' | 'LA';
  /** 1-based */
  readonly frameNumber: number;
  /** Closed, in pixels from the upper left corner of the image. */
  readonly outline: readonly { readonly x: number; readonly y: number }[];
  readonly isEdited: boolean;
}

/**
 * The contour of a measurement group (TID 1410).
 *
 * @returns undefined for a group without one, and for damaged ones
 */
export function contourRegion({ children }: ContentItem): ContourRegion | undefined {
  const region = findItem(children, DCM.ImageRegion);
  const cited = region?.children.find(({ reference }) => reference)?.reference;
  const site = findItem(children, SCT.FindingSite)?.code;
  const structure = isCode(site, SCT.LeftVentricle)
    ? 'LV'
    : isCode(site, SCT.LeftAtrium)
      ? 'LA'
      : undefined;
  const origin = findItem(children, ECHONET.contourOrigin)?.code;
  const outline = region?.graphic?.type === 'POLYLINE' ? region.graphic.points : [];
  if (!structure || !origin || cited?.frameNumbers.length !== 1 || outline.length < 3) {
    return undefined;
  }
  return {
    SOPInstanceUID: cited.SOPInstanceUID,
    structure,
    frameNumber: cited.frameNumbers[0],
    outline,
    isEdited: isCode(origin, ECHONET.contourByReader),
  };
}

/** The contours of a report of this software; none of other reports. */
export function contourRegions(root: ContentItem | undefined): ContourRegion[] {
  const groups = findItem(root?.children ?? [], DCM.ImagingMeasurements)?.children ?? [];
  return groups.flatMap((group) => contourRegion(group) ?? []);
}
