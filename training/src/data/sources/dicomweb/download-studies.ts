import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { authorizationVariable, openArchive, type ArchiveAccess } from './archive';
import { findInstances, findStudies, instancePath, type ListedInstance } from './find-instances';
import { isDiskError } from './receive-instance';
import { RequestFailure } from './request-failure';
import { InvalidAnswer } from './result-values';
import { workThrough } from './work-through';

export interface DownloadOptions extends Pick<ArchiveAccess, 'url' | 'authorization' | 'headers'> {
  /**
   * Query keys for studies, such as StudyDate=20200101-20201231; by default all studies with US.
   */
  readonly query?: Readonly<Record<string, string>>;
  /** Target folder of `<SOPInstanceUID>.dcm` files and the folder `lists`. */
  readonly directory: string;
  /** Number of concurrent requests; default 4. */
  readonly parallel?: number;
  /** Maximum number of retries; default 5. */
  readonly retries?: number;
  /** Delay before the first retry in ms, doubled for each further one; default 1000. */
  readonly retryDelayMs?: number;
  /** Timeout in ms without data; default 60 000. */
  readonly idleMs?: number;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface DownloadProgress {
  /** Studies are searched, then listed, then instances are fetched. */
  readonly phase: 'searching' | 'listing' | 'fetching';
  readonly done: number;
  /** Number of studies or instances; while searching, those found so far. */
  readonly total: number;
  /** Bytes fetched by this run. */
  readonly bytes: number;
  readonly failed: number;
}

/** An instance and its file. */
export interface DownloadedInstance extends ListedInstance {
  readonly file: string;
}

export interface Download {
  /** In the archive's order, including files of earlier runs. */
  readonly instances: readonly DownloadedInstance[];
  /** Studies and instances that could not be fetched or listed whole, with a sentence each. */
  readonly failures: readonly { readonly uid: string; readonly reason: string }[];
}

/**
 * Downloads the ultrasound and report instances of an archive's studies by QIDO-RS and WADO-RS,
 * unchanged. An interrupted run resumes: existing files are not fetched again, nor are unchanged
 * studies listed again. Files are written atomically. An instance that cannot be fetched is
 * reported and skipped. After repeated failures or with a full disk the run ends with an error;
 * downloads stay.
 *
 * @throws {UserError} naming URL and status when the archive cannot be searched, requires other
 *   authorization or stops answering, or the disk cannot be written
 * @throws the signal's reason when aborted, after all requests have ended
 */
export async function downloadStudies(options: DownloadOptions): Promise<Download> {
  const { directory, parallel = 4 } = options;
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const stop = new AbortController();
  const archive = openArchive({
    url: options.url,
    authorization: options.authorization,
    headers: options.headers,
    retries: options.retries ?? 5,
    retryDelayMs: options.retryDelayMs ?? 1000,
    idleMs: options.idleMs ?? 60_000,
    signal: AbortSignal.any([signal, stop.signal]),
  });
  const failures: { uid: string; reason: string }[] = [];
  let bytes = 0;
  const report = (phase: DownloadProgress['phase'], done: number, total: number) =>
    options.onProgress?.({ phase, done, total, bytes, failed: failures.length });
  const working = (phase: DownloadProgress['phase'], before: number, total: number) => {
    let done = before;
    report(phase, done, total);
    return {
      parallel,
      mostFailuresInARow: Math.max(3, 2 * parallel),
      passable: (error: unknown) =>
        (error instanceof RequestFailure && error.status !== 401) || error instanceof InvalidAnswer,
      cancel: () => stop.abort(),
      signal,
      onDone(uid: string, error?: Error) {
        done++;
        if (error) {
          failures.push({ uid, reason: error.message });
        }
        report(phase, done, total);
      },
    };
  };

  try {
    await mkdir(directory, { recursive: true });
    const { studies, shortfall } = await findStudies(archive, options.query ?? {}, (count) =>
      report('searching', count, count),
    );
    if (shortfall !== undefined) {
      failures.push({ uid: 'studies', reason: shortfall });
    }
    const listed = new Map<string, readonly ListedInstance[]>();
    const lists = path.join(directory, 'lists');
    await workThrough(
      [...studies.keys()],
      async (uid) => {
        const list = await findInstances(archive, studies.get(uid)!, lists);
        listed.set(uid, list.instances);
        if (list.shortfall !== undefined) {
          failures.push({ uid, reason: list.shortfall });
        }
      },
      working('listing', 0, studies.size),
    );
    const wanted = new Map(
      [...studies.keys()]
        .flatMap((uid) => listed.get(uid) ?? [])
        .map((instance) => [instance.SOPInstanceUID, instance]),
    );
    const fileOf = (uid: string) => path.join(directory, `${uid}.dcm`);
    const names = new Set(await readdir(directory));
    const there = new Set([...wanted.keys()].filter((uid) => names.has(`${uid}.dcm`)));
    await workThrough(
      [...wanted.keys()].filter((uid) => !there.has(uid)),
      async (uid) => {
        const length = await archive.retrieve(instancePath(wanted.get(uid)!), fileOf(uid));
        bytes += length;
        there.add(uid);
      },
      working('fetching', there.size, wanted.size),
    );
    return {
      instances: [...wanted.values()]
        .filter(({ SOPInstanceUID }) => there.has(SOPInstanceUID))
        .map((instance) => ({ ...instance, file: fileOf(instance.SOPInstanceUID) })),
      failures,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw asUserError(error, directory);
  }
}

/** Whether the archive requires other authorization. */
function isRefusal(error: unknown): boolean {
  return error instanceof RequestFailure && (error.status === 401 || error.status === 403);
}

function asUserError(error: unknown, directory: string): unknown {
  if (isDiskError(error)) {
    const { code } = error;
    const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'is full' : `cannot be written (${code})`;
    return new UserError(
      `The disk of ${directory} ${what}; make room or name another folder, and run again to go on.`,
      { cause: error },
    );
  }
  if (isRefusal(error)) {
    return new UserError(
      `${(error as Error).message} Put the value of its Authorization header into ${authorizationVariable}, and run again to go on.`,
      { cause: error },
    );
  }
  if (error instanceof RequestFailure || error instanceof InvalidAnswer) {
    return new UserError(
      `${error.message} What was fetched stays in ${directory}; run again to go on.`,
      { cause: error },
    );
  }
  return error;
}
