import { isUid } from '@echonet/dicom';
import { MalformedDicom, readHeader, readLayout } from '@echonet/dicom/node';
import { locateFrames, type FrameTable } from './frames';
import { textOf, toJsonDataset, type JsonDataset } from './json';

/** Everything the archive knows about one instance without opening its file again. */
export interface InstanceDescription {
  StudyInstanceUID: string;
  SeriesInstanceUID: string;
  SOPInstanceUID: string;
  SOPClassUID: string;
  transferSyntaxUID: string;
  /** Attributes in the DICOM JSON model, with bulk data URIs relative to the instance. */
  metadata: JsonDataset;
  frames: FrameTable;
  /** What deviates from the standard and was tolerated; full sentences. */
  notes: readonly string[];
}

/** An instance that was understood well enough to name it, and yet cannot be stored. */
export class UnfitInstance extends MalformedDicom {
  constructor(
    message: string,
    readonly identifiers: { SOPClassUID: string; SOPInstanceUID: string },
  ) {
    super(message);
  }
}

const identifierTags = {
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  SOPInstanceUID: '00080018',
  SOPClassUID: '00080016',
} as const;

/**
 * Reads one Part 10 file as far as the archive needs.
 *
 * @param file the whole file
 * @throws MalformedDicom when it is damaged, UnfitInstance when an identifier is missing or wrong.
 */
export function describeInstance(file: Buffer): InstanceDescription {
  const layout = readLayout(file);
  const header = readHeader(layout);
  const metadata = toJsonDataset(header.attributes);
  const identifiers = {
    StudyInstanceUID: textOf(metadata, identifierTags.StudyInstanceUID),
    SeriesInstanceUID: textOf(metadata, identifierTags.SeriesInstanceUID),
    SOPInstanceUID: textOf(metadata, identifierTags.SOPInstanceUID),
    SOPClassUID: textOf(metadata, identifierTags.SOPClassUID),
  };
  for (const [keyword, uid] of Object.entries(identifiers)) {
    if (isUid(uid)) {
      continue;
    }
    const wrong = uid === '' ? 'is missing' : `is no valid identifier: "${uid.slice(0, 80)}"`;
    throw new UnfitInstance(`Its ${keyword} ${wrong}.`, identifiers);
  }
  const pixels = layout.elements.find(({ tag }) => tag === '7FE00010');
  if (pixels && pixels.length > 0) {
    metadata['7FE00010'] = { vr: pixels.vr || 'OW', BulkDataURI: 'bulkdata/7FE00010' };
  }
  return {
    ...identifiers,
    transferSyntaxUID: layout.transferSyntaxUID,
    metadata,
    frames: locateFrames(layout, metadata),
    notes: header.notes,
  };
}
