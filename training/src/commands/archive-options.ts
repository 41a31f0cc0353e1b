import { InvalidArgumentError, Option } from 'commander';
import { imageKinds, type ImageKind } from '../reading/archive/image-kinds';
import { authorizationVariable, openArchive, type Archive } from '../data/sources/dicomweb';

/** Options of every command that reads studies of an archive. */
export interface ArchiveOptions {
  readonly dicomweb?: string;
  readonly studyDate?: string;
  readonly query: Readonly<Record<string, string>>;
  /** What is stored beside the structured report; nothing at all unless given. */
  readonly store?: readonly ImageKind[];
}

export function archiveOptions(): Option[] {
  const options = [
    new Option(
      '--dicomweb <url>',
      `an archive; the environment variable ${authorizationVariable}, or the file that ${authorizationVariable}_FILE names, is its Authorization header`,
    ),
    new Option(
      '--study-date <range>',
      'studies of these days, e.g. 20260101-20260131 or 20260101-',
    ),
    new Option('--query <key=value...>', 'further keys of the search, e.g. InstitutionName=Heart*')
      .argParser(addQuery)
      .default({}),
    new Option(
      '--store [kinds]',
      'store preliminary, unverified results of each study in the archive, once for the same clips and models: a structured report, and with "sr,pdf,capture" also a PDF and captures of the contours',
    )
      .argParser(storedKinds)
      .preset('sr'),
  ];
  return options.map((option) => option.helpGroup('Archive:'));
}

/** @returns the kinds beside the structured report, which is always stored */
export function storedKinds(text: string): ImageKind[] {
  const kinds = text.split(',').map((kind) => kind.trim());
  const unknown = kinds.find((kind) => kind !== 'sr' && !isImageKind(kind));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `"${unknown}" is none of sr, ${imageKinds.join(', ')}; join them by commas: sr,pdf,capture.`,
    );
  }
  return imageKinds.filter((kind) => kinds.includes(kind));
}

function isImageKind(text: string): text is ImageKind {
  return (imageKinds as readonly string[]).includes(text);
}

/** Adds a key of a QIDO-RS search to those before it. */
export function addQuery(
  text: string,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const [, key, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (!key) {
    throw new InvalidArgumentError('It must be like StudyDate=20240101-20241231.');
  }
  return { ...before, [key]: value };
}

/** The QIDO-RS search of the options. */
export function archiveQuery({ studyDate, query }: ArchiveOptions): Record<string, string> {
  return { ...query, ...(studyDate !== undefined && { StudyDate: studyDate }) };
}

/** @throws {UserError} when the URL or a header is invalid */
export function archiveAt(url: string, signal: AbortSignal): Archive {
  return openArchive({ url, retries: 5, retryDelayMs: 1000, idleMs: 60_000, signal });
}
