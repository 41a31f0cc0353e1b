import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { clipName, firstText, isSimulatedBy, isUid, physicalScale } from '@echonet/dicom';
import { frameImage, type FrameFormat } from '@echonet/models/frame-image';
import {
  ClipRefusal,
  locateSector,
  turnedSector,
  type FramePixels,
  type ImageTurn,
  type Sector,
} from '@echonet/models/image';
import { sampleFrames, type SamplingGrid } from '@echonet/models/sampling';
import { openClip, type OpenedClip } from '../open-clip';
import type { ClipFacts, DecodedImage, LocatedClip } from './clip-facts';
import { DecoderFailure } from './failures';

/** With fewer of the sampled frames, the mean is not that of the clip, as in the viewer. */
const leastPart = 0.5;

interface OpenFile extends OpenedClip {
  readonly facts: ClipFacts;
  /** Decoded frames that the networks are likely to ask for again. */
  readonly sampled: Map<number, FramePixels>;
  /** By time grid. */
  readonly located: Map<string, LocatedClip>;
  /** The sector that was located last, by how its images are turned. */
  sectors: Map<string, Sector>;
  sector?: Sector;
}

/**
 * Decodes and prepares the frames of one file at a time, as the viewer does. Meant for a process of its
 * own: decoders can run out of memory or crash on damaged files.
 */
export class ClipFile {
  private current: OpenFile | undefined;

  /**
   * Opens a DICOM image, a Motion JPEG AVI or an image file, and closes the one before.
   *
   * @throws {DecoderFailure} when it cannot be read
   */
  async open(file: string): Promise<ClipFacts> {
    this.current = undefined;
    try {
      const content = await readFile(file);
      const opened = await openClip(content);
      const facts = factsOf(opened, file, content);
      this.current = {
        ...opened,
        facts,
        sampled: new Map(),
        located: new Map(),
        sectors: new Map(),
      };
      return facts;
    } catch (cause) {
      throw new DecoderFailure(sentenceOf(cause), { cause });
    }
  }

  /**
   * Decodes the frames of a time grid and locates the scan sector in them.
   *
   * @throws ClipRefusal when fewer than half of them can be decoded, or no sector is found
   */
  async locate(grid: SamplingGrid): Promise<LocatedClip> {
    const file = this.opened();
    const key = `${grid.frameCount} of ${grid.frameIntervalMs} ms`;
    const located = file.located.get(key) ?? (await this.locateIn(file, grid));
    file.located.set(key, located);
    if (file.sector !== located.sector) {
      file.sector = located.sector;
      file.sectors.clear();
    }
    return located;
  }

  /**
   * Prepares a frame (0-based) by the sector that was located last.
   *
   * @param turn by the shape of the sector alone unless given
   */
  async image(index: number, format: FrameFormat, turn?: ImageTurn): Promise<DecodedImage> {
    const file = this.opened();
    if (!file.sector) {
      throw new Error('No sector has been located yet.');
    }
    // One object for all frames that are turned alike: frameImage keeps what it derives from it.
    const key = JSON.stringify(turn) ?? '';
    const sector = file.sectors.get(key) ?? turnedSector(file.sector, turn);
    file.sectors.set(key, sector);
    try {
      const pixels = file.sampled.get(index) ?? (await file.image.frame(index));
      return { image: frameImage(pixels, sector, format) };
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
  }

  /**
   * Decodes a frame (0-based) as it is.
   *
   * @throws {DecoderFailure} when it cannot be decoded
   */
  async pixels(index: number): Promise<FramePixels> {
    const { image } = this.opened();
    try {
      return await image.frame(index);
    } catch (cause) {
      throw new DecoderFailure(sentenceOf(cause), { cause });
    }
  }

  private async locateIn(file: OpenFile, grid: SamplingGrid): Promise<LocatedClip> {
    const { times, regions, pixelAspect } = file.image;
    const { name } = file.facts;
    if (!times) {
      throw new ClipRefusal(name, 'The file has no frames.');
    }
    const { frameIndices, notes } = sampleFrames(times, grid);
    const decoded = new Map<number, FramePixels>();
    const problems: string[] = [];
    for (const index of frameIndices) {
      try {
        decoded.set(index, file.sampled.get(index) ?? (await file.image.frame(index)));
      } catch (error) {
        problems.push(sentenceOf(error));
      }
    }
    if (decoded.size < frameIndices.length * leastPart) {
      const count = `${problems.length} of ${frameIndices.length} frames not readable. `;
      throw new ClipRefusal(name, `${problems.length === 1 ? '' : count}${problems[0]}`);
    }
    file.sampled.clear();
    decoded.forEach((pixels, index) => file.sampled.set(index, pixels));
    const sector = locateSector([...decoded.values()], regions, { clip: name, pixelAspect });
    return {
      frameIndices: [...decoded.keys()],
      sector,
      scale: file.header ? physicalScale(file.header, sector) : noScale,
      notes: [
        ...notes,
        ...problems.map((problem) => `Frame left out. ${problem}`),
        ...sector.notes,
      ],
    };
  }

  private opened(): OpenFile {
    if (!this.current) {
      throw new Error('No file is open.');
    }
    return this.current;
  }
}

const noScale = {
  notes: ['The size of a pixel is not known: the file does not say it.'],
} as const;

function factsOf(opened: OpenedClip, file: string, content: Uint8Array): ClipFacts {
  const { image, header, instance = {}, refusal, notes = [] } = opened;
  const uid = firstText(instance.SOPInstanceUID);
  const study = firstText(instance.StudyInstanceUID);
  const isAccepted = refusal === undefined;
  return {
    id: isUid(uid) ? uid : createHash('sha256').update(content).digest('hex'),
    name: header ? clipName(header) : path.basename(file),
    StudyInstanceUID: isUid(study) ? study : '',
    StudyDate: firstText(instance.StudyDate),
    InstitutionName: firstText(instance.InstitutionName),
    aeTitles: [
      instance.StationAETitle,
      instance.PerformedStationAETitle,
      instance.SourceApplicationEntityTitle,
    ]
      .map(firstText)
      .filter(Boolean),
    BodyPartExamined: firstText(instance.BodyPartExamined),
    ...(refusal !== undefined && { refusal }),
    ...(isAccepted && image.times && { times: image.times }),
    ...(header?.HeartRate !== undefined && { heartRate: header.HeartRate }),
    isSimulated: isSimulatedBy(firstText(instance.Manufacturer)),
    notes: [...notes, ...(isAccepted ? (image.times?.notes ?? []) : [])],
  };
}

function sentenceOf(error: unknown): string {
  return error instanceof ClipRefusal ? error.reason : (error as Error).message;
}
