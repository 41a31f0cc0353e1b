import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  findInstances,
  findStudies,
  instancePath,
  RequestFailure,
  type Archive,
  type ListedInstance,
  type ListedStudy,
} from '../../data/sources/dicomweb';
import { ClipGone, type ClipSource, type StudySource } from '../study/study-source';

export interface ArchiveFolders {
  /** Lists of instances, kept until the study's number of instances changes. */
  readonly lists: string;
  /** Files under way, removed once they are read. */
  readonly incoming: string;
}

/** Studies with ultrasound that match a QIDO-RS query, in the archive's order. */
export async function archiveStudies(
  archive: Archive,
  query: Readonly<Record<string, string>>,
  folders: ArchiveFolders,
  onFound: (count: number) => void = () => {},
): Promise<{ readonly studies: StudySource[]; readonly shortfall?: string }> {
  const { studies, shortfall } = await findStudies(archive, query, onFound);
  return {
    studies: [...studies.values()].map((study) => archiveStudy(archive, study, folders)),
    shortfall,
  };
}

/** One study, whose clips are listed and fetched when they are asked for. */
export function archiveStudy(
  archive: Archive,
  study: ListedStudy,
  { lists, incoming }: ArchiveFolders,
): StudySource {
  return {
    id: study.StudyInstanceUID,
    StudyDate: study.StudyDate,
    async list() {
      const { instances, shortfall } = await findInstances(archive, study, lists);
      return {
        clips: instances
          .filter(({ Modality }) => Modality !== 'SR')
          .map((instance) => archiveClip(archive, instance, incoming)),
        notes: shortfall === undefined ? [] : [shortfall],
      };
    },
  };
}

/** Rule of the viewer, which is known from the list of instances. */
const stillRefusal = 'The clip is a single still image; EchoNet analyses moving clips.';

const gone: readonly (number | undefined)[] = [404, 410];

function archiveClip(archive: Archive, instance: ListedInstance, incoming: string): ClipSource {
  const { SOPInstanceUID, NumberOfFrames } = instance;
  const file = path.join(incoming, `${SOPInstanceUID}.dcm`);
  let fetching: Promise<string> | undefined;
  const fetch = async () => {
    try {
      await mkdir(incoming, { recursive: true });
      await archive.retrieve(instancePath(instance), file);
      return file;
    } catch (error) {
      const isGone = error instanceof RequestFailure && gone.includes(error.status);
      throw isGone ? new ClipGone(error.message, { cause: error }) : error;
    }
  };
  const begin = () => {
    fetching ??= fetch();
    // Rejects where the file is asked for.
    fetching.catch(() => {});
    return fetching;
  };
  return {
    id: SOPInstanceUID,
    label: SOPInstanceUID,
    ...(NumberOfFrames === 1 && { refusal: stillRefusal }),
    prepare: () => void begin(),
    file: begin,
    async release() {
      await fetching?.catch(() => {});
      fetching = undefined;
      await rm(file, { force: true });
    },
  };
}
