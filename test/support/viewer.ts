import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startViewer, type ViewerOptions } from '@echonet/viewer';
import type { StoredClip } from './clips';
import { startOrthanc } from './orthanc';
import { storeInstances } from './stow';

/** A running viewer and the archive behind it. */
export interface ArchiveViewer {
  /** Address of the study list, without a trailing slash. */
  readonly url: string;
  /** Root of the DICOMweb service on the viewer's origin, without a trailing slash. */
  readonly dicomwebUrl: string;
  close(): Promise<void>;
}

/** The viewer's own archive, or Debian's Orthanc. */
export type ArchiveKind = 'embedded' | 'orthanc';

/** Starts the viewer over an empty archive and stores the clips by STOW-RS. */
export async function startArchiveViewer(
  archive: ArchiveKind,
  clips: readonly StoredClip[],
  options: Partial<ViewerOptions> = {},
): Promise<ArchiveViewer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-archive-'));
  const orthanc = archive === 'orthanc' ? await startOrthanc() : undefined;
  const viewer = await startViewer({
    port: 0,
    host: '127.0.0.1',
    ...options,
    ...(orthanc ? { dicomwebUrl: orthanc.dicomwebUrl } : { archiveDirectory: folder }),
  });
  const url = viewer.url.replace(/\/$/, '');
  const dicomwebUrl = `${url}/dicom-web`;
  if (clips.length > 0) {
    await storeInstances(
      dicomwebUrl,
      clips.map((clip) => clip.file),
    );
  }
  return {
    url,
    dicomwebUrl,
    async close() {
      await viewer.close();
      await orthanc?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
