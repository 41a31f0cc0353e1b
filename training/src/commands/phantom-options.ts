import { Option } from 'commander';
import { numberBetween, wholeNumberBetween, UserError } from '@echonet/command-line';
import { phantomViewNames, type PhantomView } from '@echonet/phantom';

export interface CohortOptions {
  readonly seed: number;
  readonly leadShare: number;
  readonly clipsPerView: number;
  readonly masks?: boolean;
  readonly varied?: boolean;
}

/** @param note appended to each description */
export function cohortOptions(note = ''): Option[] {
  return [
    new Option('--seed <n>', `the same seed gives the same patients${note}`)
      .argParser(wholeNumberBetween(0, 2 ** 31 - 1))
      .default(1),
    new Option('--lead-share <share>', `of patients with a pacing lead${note}`)
      .argParser(numberBetween(0, 1))
      .default(0.131),
    new Option('--clips-per-view <n>', `of each patient${note}`)
      .argParser(wholeNumberBetween(1, 100))
      .default(1),
    new Option('--masks', `write which chamber lies under each pixel, too${note}`),
    new Option(
      '--varied',
      `patients, planes, machines and screens as different as clinics have them${note}`,
    ),
  ];
}

/** Parses a list of views. @throws {UserError} for an unknown view */
export function parsePhantomViews(text: string): PhantomView[] {
  return text.split(',').map((name) => {
    const view = phantomViewNames.find((known) => known === name);
    if (!view) {
      throw new UserError(
        `There is no phantom view ${name}; the views are ${phantomViewNames.join(', ')}.`,
      );
    }
    return view;
  });
}
