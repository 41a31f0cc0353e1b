import type { Decoder } from '../decoder/decoder';
import { DecoderFailure } from '../decoder/failures';
import type { FoundFile } from '../find-files';
import type { ClipSource, StudySource } from './study-source';

/**
 * Groups files by Study Instance UID, in the order of their names. A file that has none, or cannot be
 * opened, is a study of its own. Of several files of one instance, the first counts.
 *
 * @param onFile called with the number of files looked at
 */
export async function filesByStudy(
  decoder: Pick<Decoder, 'open'>,
  files: readonly FoundFile[],
  { signal, onFile }: { readonly signal: AbortSignal; readonly onFile?: (done: number) => void },
): Promise<StudySource[]> {
  const studies = new Map<string, { StudyDate: string; clips: ClipSource[] }>();
  for (const [index, { file, name }] of files.entries()) {
    signal.throwIfAborted();
    const facts = await decoder.open(file).catch((error: unknown) => {
      if (error instanceof DecoderFailure) {
        return undefined;
      }
      throw error;
    });
    const id = facts?.StudyInstanceUID || `file ${name}`;
    const study = studies.get(id) ?? { StudyDate: facts?.StudyDate ?? '', clips: [] };
    if (!facts || study.clips.every((clip) => clip.id !== facts.id)) {
      study.clips.push({ id: facts?.id, label: name, file: () => Promise.resolve(file) });
    }
    studies.set(id, study);
    onFile?.(index + 1);
  }
  return [...studies].map(([id, { StudyDate, clips }]) => ({
    id,
    StudyDate,
    list: () => Promise.resolve({ clips, notes: [] }),
  }));
}
