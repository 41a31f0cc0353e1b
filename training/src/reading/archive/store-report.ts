import { TransferSyntax } from '@echonet/dicom';
import { deterministicUid } from '@echonet/dicom/node';
import { DicomMetaDictionary } from '@echonet/dicom/part10';
import { automaticReport, type AutomaticReading } from '@echonet/ohif-extension/automatic-report';
import { instancePath, type Archive, type ListedInstance } from '../../data/sources/dicomweb';
import type { ClipReading } from '../clip/clip-reading';
import { readingKey } from '../clip/clip-store';
import type { RemoteClipFile } from '../decoder/messages';
import type { ReadingModels } from '../models/open-models';
import type { ReadStudy, ReportOutcome } from '../study/read-study';
import { automaticReading } from './automatic-reading';
import { clipFrames, type ClipFrames } from './clip-frames';
import { imageKinds, type ImageKind } from './image-kinds';
import { captureObject, pdfObject, type ObjectPlace, type ReadFrames } from './image-objects';
import { earlierReports, hasInstance, instancesOf, seriesOf, storeObject } from './study-objects';

/** What is stored beside the structured report, and what that takes. */
export interface ImageSettings {
  readonly kinds: readonly ImageKind[];
  readonly decoder: Pick<RemoteClipFile, 'open' | 'pixels'>;
  /** Folder of files under way. */
  readonly incoming: string;
  /** Of PDFs, a BCP 47 tag; English unless given. */
  readonly language?: string;
}

export interface ReportParts {
  readonly archive: Archive;
  readonly models: ReadingModels;
  readonly anyView: boolean;
  /** What computed, in words. */
  readonly computedBy: string;
  /** The structured report alone unless given. */
  readonly images?: ImageSettings;
}

type Place = Omit<ObjectPlace, 'seriesNumber'>;

/**
 * UIDs that follow from study, clips and models, so that whoever reads them again makes the same.
 *
 * @param clip of which the object is, where it is not of the study
 */
function placeOf(
  parts: Pick<ReportParts, 'models' | 'anyView'>,
  { id, clipIds }: { readonly id: string; readonly clipIds: readonly string[] },
  what: 'report' | ImageKind,
  clip?: string,
): Place {
  const key = [id, readingKey(parts), ...[...clipIds].sort()];
  const of = `EchoNet automatic ${what}`;
  return {
    SOPInstanceUID: deterministicUid(of, ...key, ...(clip === undefined ? [] : [clip])),
    SeriesInstanceUID: deterministicUid(`${of} series`, ...key),
  };
}

/**
 * Whether the archive has the structured report on these clips, read or not, by these models: it is stored
 * last, so that the others are there too.
 */
export async function hasReport(
  parts: ReportParts,
  study: string,
  clipIds: readonly string[],
): Promise<boolean> {
  const { SOPInstanceUID } = placeOf(parts, { id: study, clipIds }, 'report');
  return hasInstance(parts.archive, study, SOPInstanceUID);
}

/**
 * Stores a preliminary report of a study that was read, at most once for the same clips and models: its
 * UIDs follow from them, so that an archive has one of each object even when two processes store at once
 * or one dies between storing and remembering it.
 *
 * @throws {RequestFailure} when the archive does not take it
 */
export async function storeReport(parts: ReportParts, study: ReadStudy): Promise<ReportOutcome> {
  const { archive, models, computedBy } = parts;
  const read = study.clips.filter(({ outcome }) => outcome === 'read');
  if (read.length === 0) {
    return { kind: 'nothing to report' };
  }
  const clipIds = study.clips.map(({ id }) => id);
  const place = placeOf(parts, { id: study.id, clipIds }, 'report');
  const { SOPInstanceUID } = place;
  const isReported = await hasInstance(archive, study.id, SOPInstanceUID);
  const missing = await missingImages(parts, { ...study, clipIds }, read);
  if (isReported && missing.length === 0) {
    return { kind: 'stored before', SOPInstanceUID };
  }
  const series = await seriesOf(archive, study.id);
  const instances = await instancesOf(archive, study.id, new Set(read.map(({ id }) => id)));
  const headers: Record<string, unknown>[] = [];
  for (const instance of instances.values()) {
    const header = await archive.metadata(instancePath(instance));
    headers.push(DicomMetaDictionary.naturalizeDataset({ ...header }));
  }
  const reading = automaticReading(
    models,
    read.filter(({ id }) => instances.has(id)),
    computedBy,
  );
  const seriesNumber = 1 + Math.max(0, ...series.map(({ number }) => number));
  const predecessors = await earlierReports(archive, study.id, series);
  const dataset = automaticReport({ reading, headers, ...place, seriesNumber, predecessors });
  if (!dataset) {
    return { kind: 'nothing to report' };
  }
  if (missing.length > 0) {
    const frames = await framesOf(parts, reading, instances);
    for (const image of missing) {
      const { language } = parts.images ?? {};
      await storeImage(archive, { reading, frames, headers, language }, image, seriesNumber);
    }
  }
  if (isReported) {
    return { kind: 'stored before', SOPInstanceUID };
  }
  await storeObject(archive, dataset, TransferSyntax.ExplicitVRLittleEndian);
  return { kind: 'stored', SOPInstanceUID };
}

interface MissingImage {
  readonly kind: ImageKind;
  /** SOP Instance UID of the clip of a capture. */
  readonly clip?: string;
  readonly place: Place;
}

async function missingImages(
  parts: ReportParts,
  study: { readonly id: string; readonly clipIds: readonly string[] },
  read: readonly ClipReading[],
): Promise<MissingImage[]> {
  const wanted = (parts.images?.kinds ?? []).flatMap((kind): MissingImage[] =>
    kind === 'pdf'
      ? [{ kind, place: placeOf(parts, study, kind) }]
      : read
          .filter(({ contours }) => contours && contours.contours.length > 0)
          .map(({ id }) => ({ kind, clip: id, place: placeOf(parts, study, kind, id) })),
  );
  const missing: MissingImage[] = [];
  for (const image of wanted) {
    if (!(await hasInstance(parts.archive, study.id, image.place.SOPInstanceUID))) {
      missing.push(image);
    }
  }
  return missing;
}

async function framesOf(
  { archive, images }: ReportParts,
  { clips }: AutomaticReading,
  instances: ReadonlyMap<string, ListedInstance>,
): Promise<Map<string, ClipFrames>> {
  const frames = new Map<string, ClipFrames>();
  for (const clip of clips) {
    const instance = instances.get(clip.SOPInstanceUID);
    if (images && instance) {
      frames.set(clip.SOPInstanceUID, await clipFrames({ archive, ...images }, instance, clip));
    }
  }
  return frames;
}

async function storeImage(
  archive: Archive,
  shown: ReadFrames,
  { kind, clip, place }: MissingImage,
  reportNumber: number,
): Promise<void> {
  const seriesNumber = reportNumber + 1 + imageKinds.indexOf(kind);
  const at = { ...place, seriesNumber };
  const object =
    clip === undefined ? await pdfObject(shown, at) : await captureObject(shown, clip, at);
  if (object) {
    await storeObject(archive, object.dataset, object.transferSyntaxUID);
  }
}
