import { Option } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { networkBackends, type NetworkBackend } from '../reading/models/create-network';
import type { ReaderSettings } from '../reading/open-reader';

/** Options of every command that reads studies. */
export interface ReaderOptions {
  readonly models?: readonly string[];
  readonly viewClassifier?: string;
  readonly segmentation?: string | false;
  readonly anyView?: boolean;
  readonly institution?: readonly string[];
  readonly state: string;
  readonly backend?: NetworkBackend;
  readonly threads?: number;
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
      '--institution <names...>',
      'read only clips whose Institution Name is one of these',
    ),
    new Option(
      '--any-view',
      'also read clips that only the view classifier turns away; the results say so',
    ),
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
  return [
    ...models.map((option) => option.helpGroup('Models:')),
    ...computing.map((option) => option.helpGroup('Computing:')),
  ];
}

export function readerSettings(options: ReaderOptions): ReaderSettings {
  const { models, viewClassifier, anyView, institution, state, backend, threads } = options;
  // commander's --no-segmentation makes it true unless given.
  const segmentation = options.segmentation as ReaderOptions['segmentation'] | true;
  return {
    models,
    viewClassifier,
    anyView,
    institutions: institution,
    backend,
    threads,
    stateFolder: state,
    ...(segmentation !== true && { segmentation }),
  };
}
