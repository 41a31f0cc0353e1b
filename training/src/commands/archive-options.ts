import { InvalidArgumentError, Option } from 'commander';
import { authorizationVariable } from '../data/sources/dicomweb';

/** Options of every command that reads studies of an archive. */
export interface ArchiveOptions {
  readonly dicomweb?: string;
  readonly studyDate?: string;
  readonly query: Readonly<Record<string, string>>;
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
  ];
  return options.map((option) => option.helpGroup('Archive:'));
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
