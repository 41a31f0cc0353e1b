import { isUid } from '@echonet/dicom';
import { ClipGone, type ClipSource, type StudySource } from './study-source';
import type { ClipReading } from '../clip/clip-reading';
import type { ClipStore } from '../clip/clip-store';
import { readClip } from '../clip/read-clip';
import type { Decoder } from '../decoder/decoder';
import { DecoderDeath, DecoderFailure } from '../decoder/failures';
import type { ReadingModels } from '../models/open-models';
import { dateAgainst, ruleAgainst, type ReadingRules } from './reading-rules';

/** What became of the report of a study. */
export type ReportOutcome =
  | { readonly kind: 'stored'; readonly SOPInstanceUID: string }
  /** By an earlier run or another process. */
  | { readonly kind: 'stored before'; readonly SOPInstanceUID: string }
  /** No clip was read, or only demonstrations of models trained on simulated patients. */
  | { readonly kind: 'nothing to report' };

/** What reads studies, one at a time. */
export interface StudyReader {
  readonly decoder: Pick<Decoder, 'open' | 'locate' | 'image'>;
  readonly models: ReadingModels;
  readonly anyView: boolean;
  /** Which clips may be read; all unless given. */
  readonly rules?: ReadingRules;
  readonly store: ClipStore;
  /** Stores the report of a study that was read; none is stored unless given. */
  readonly report?: (study: ReadStudy) => Promise<ReportOutcome>;
}

/** A study whose clips have been looked at. */
export interface ReadStudy {
  readonly id: string;
  readonly StudyDate: string;
  /** In the order of the source. */
  readonly clips: readonly ClipReading[];
  /** Clips whose readings were known from before. */
  readonly knownCount: number;
  /** Full sentences about the study as a whole. */
  readonly notes: readonly string[];
}

export interface ClipProgress {
  readonly done: number;
  readonly count: number;
}

export interface StudyControl {
  readonly signal: AbortSignal;
  /** Called after each clip. */
  readonly onClip?: (progress: ClipProgress) => void;
}

/**
 * Reads the clips of a study that were not read before. Each reading is kept at once, so that what ends
 * the process costs one clip.
 *
 * @throws Error when a clip cannot be fetched or a network fails; the signal's reason when aborted
 */
export async function readStudy(
  reader: StudyReader,
  study: StudySource,
  { signal, onClip }: StudyControl,
): Promise<ReadStudy> {
  const list = await study.list(signal);
  const { notes } = list;
  const sources = mayBeRead(reader.rules, study, list.clips);
  const known = await reader.store.of(study.id);
  const isKnown = ({ id }: ClipSource) => id !== undefined && known.has(id);
  const waiting = sources.filter((source) => source.refusal === undefined && !isKnown(source));
  const clips: ClipReading[] = [];
  let knownCount = 0;
  try {
    for (const source of sources) {
      signal.throwIfAborted();
      const before = source.id === undefined ? undefined : known.get(source.id);
      if (before) {
        clips.push(before);
        knownCount++;
      } else if (source.refusal !== undefined) {
        clips.push(unread(source, 'refused', source.refusal));
      } else {
        waiting.shift();
        source.prepare?.();
        waiting[0]?.prepare?.();
        const { reading, isLasting } = await readSource(reader, source, signal);
        clips.push(reading);
        if (isLasting) {
          await reader.store.keep(study.id, reading);
        }
      }
      onClip?.({ done: clips.length, count: sources.length });
    }
  } finally {
    for (const source of waiting) {
      await source.release?.();
    }
  }
  return { id: study.id, StudyDate: study.StudyDate, clips, knownCount, notes };
}

/** Clips of a study whose date, as far as the archive says it, may not be read are not even fetched. */
function mayBeRead(
  { dates }: ReadingRules = {},
  { StudyDate }: StudySource,
  clips: readonly ClipSource[],
): readonly ClipSource[] {
  const refusal = dates && StudyDate !== '' ? dateAgainst(dates, StudyDate) : undefined;
  return refusal === undefined ? clips : clips.map((clip) => ({ ...clip, refusal }));
}

function unread(
  { id, label }: Pick<ClipSource, 'id' | 'label'>,
  outcome: 'refused' | 'unreadable',
  reason: string,
): ClipReading {
  return { id: id ?? label, name: label, outcome, reason, predictions: [], warnings: [] };
}

interface SourceReading {
  readonly reading: ClipReading;
  /** Whether another attempt would give the same. */
  readonly isLasting: boolean;
}

async function readSource(
  { decoder, models, anyView, rules = {} }: StudyReader,
  source: ClipSource,
  signal: AbortSignal,
): Promise<SourceReading> {
  try {
    const facts = await decoder.open(await source.file());
    const { id, name } = facts;
    // Values of another patient must not become part of this study's.
    if (source.id !== undefined && isUid(source.id) && id !== source.id) {
      const reason = `The archive sent another instance than was asked for (${id}).`;
      return { reading: unread(source, 'unreadable', reason), isLasting: false };
    }
    const reason = ruleAgainst(rules, facts);
    if (reason !== undefined) {
      return { reading: unread({ id, label: name }, 'refused', reason), isLasting: false };
    }
    const reading = await readClip({ decoder, facts, models, anyView, signal });
    return { reading, isLasting: true };
  } catch (error) {
    if (error instanceof DecoderFailure || error instanceof ClipGone) {
      return {
        reading: unread(source, 'unreadable', error.message),
        isLasting: error instanceof DecoderFailure && !(error instanceof DecoderDeath),
      };
    }
    throw error;
  } finally {
    await source.release?.();
  }
}
