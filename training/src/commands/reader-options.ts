import { InvalidArgumentError, Option } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { networkBackends, type NetworkBackend } from '../reading/models/create-network';
import type { ReaderSettings } from '../reading/open-reader';
import { dateRange, type DateRange } from '../reading/study/reading-rules';

/** Options of every command that reads studies. */
export interface ReaderOptions {
  readonly models?: readonly string[];
  readonly viewClassifier?: string;
  readonly segmentation?: string | false;
  readonly anyView?: boolean;
  readonly institution?: readonly string[];
  readonly aeTitle?: readonly string[];
  readonly bodyPart?: readonly string[];
  readonly onlyDates?: DateRange;
  readonly state: string;
  readonly backend?: NetworkBackend;
  readonly threads?: number;
  readonly language?: string;
}

export function readerOptions(): Option[] {
  const models = [
    new Option(
      '--models <folders...>',
      'exported models that predict, in place of those that come with the viewer',
    ),
    new Option('--view-classifier <folder>', 'an exported view classifier, likewise'),
    new Option('--segmentation <folder>', 'an exported segmentation model, likewise'),
    new Option('--no-segmentation', 'no contours'),
    new Option(
      '--any-view',
      'also read clips that only the view classifier turns away; the results say so',
    ),
  ];
  const rules = [
    new Option(
      '--institution <names...>',
      'read only clips whose Institution Name is one of these',
    ),
    new Option(
      '--ae-title <titles...>',
      'read only clips of equipment with one of these AE titles: Station AE Title, Performed Station AE Title, or the Source Application Entity Title of the file',
    ),
    new Option(
      '--body-part <names...>',
      'read only clips whose Body Part Examined is one of these, such as HEART',
    ),
    new Option(
      '--only-dates <range>',
      'read only clips whose Study Date lies within, such as 20260101-20261231 or 20260101-',
    ).argParser(parseDates),
  ];
  const computing = [
    new Option('--backend <name>', 'what to compute on')
      .choices(networkBackends)
      .default(undefined, "the viewer's own engine"),
    new Option('--threads <n>', 'threads of the networks (default: all cores)').argParser(
      wholeNumberBetween(1, 1024),
    ),
    new Option(
      '--state <folder>',
      'where readings of clips are kept, so that none is read twice by the same models',
    ).default('echonet-readings'),
  ];
  const language = new Option('--language <language>', 'of PDFs that --store stores')
    .choices(['en', 'de'])
    .default('en');
  return [
    ...models.map((option) => option.helpGroup('Models:')),
    ...rules.map((option) => option.helpGroup('What may be read:')),
    ...computing.map((option) => option.helpGroup('Computing:')),
    language.helpGroup('Archive:'),
  ];
}

export function readerSettings(options: ReaderOptions): ReaderSettings {
  const { models, viewClassifier, anyView, state, backend, threads } = options;
  const { institution, aeTitle, bodyPart, onlyDates, language } = options;
  // commander's --no-segmentation makes it true unless given.
  const segmentation = options.segmentation as ReaderOptions['segmentation'] | true;
  return {
    models,
    viewClassifier,
    anyView,
    rules: {
      institutions: institution,
      aeTitles: aeTitle,
      bodyParts: bodyPart?.map((name) => name.toUpperCase()),
      dates: onlyDates,
    },
    backend,
    threads,
    stateFolder: state,
    language,
    ...(segmentation !== true && { segmentation }),
  };
}

function parseDates(text: string): DateRange {
  const range = dateRange(text);
  if (!range) {
    throw new InvalidArgumentError('It must be like 20260101-20261231, 20260101- or -20261231.');
  }
  return range;
}
