import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import type { SplitSet } from '../../split/split-set';

export interface ViewStill {
  readonly file: string;
  /** Of the collection, and the file's name. */
  readonly name: string;
  /** As in the View column of tables; undefined where it is neither clearly A4C nor clearly not. */
  readonly view?: string;
  /** Half of each collection is kept for the test, and all of the A4C. */
  readonly set: Extract<SplitSet, 'train' | 'validation'>;
}

const imageName = /\.(jpe?g|png)$/i;

/** Views by what the names in the gallery begin with, the first that fits. */
const viewsOfGallery: readonly (readonly [prefix: string, view: string | undefined])[] = [
  ['a2ch', 'A2C'],
  ['a3ch', 'A3C'],
  ['a4ch-full', 'A4C'],
  ['a4ch-lv', 'A4C'],
  ['a4ch-rv', undefined],
  ['a4ch', 'apical 4C, a part'],
  ['a5ch', 'A5C'],
  ['apex', 'apical, the apex'],
  ['plax', 'PLAX'],
  ['psax', 'PSAX'],
  ['subcostal', 'subcostal'],
  ['suprasternal', 'suprasternal'],
  ['doppler', 'not usable: spectral Doppler'],
  ['mmode', 'not usable: M-mode'],
];

/**
 * Finds the stills of a folder with `tte47` (the Unity TTE47 gallery, names like
 * `..._01_a2ch-full.jpg`) and `not-cardiac` (ultrasound of anything else).
 *
 * @throws {UserError} when there is none
 */
export function findViewStills(folder: string): ViewStill[] {
  const gallery = imagesIn(path.join(folder, 'tte47')).map(galleryStill);
  const others = imagesIn(path.join(folder, 'not-cardiac')).map(otherStill);
  const stills = [...gallery, ...others];
  if (stills.length === 0) {
    throw new UserError(
      `${folder} holds no images of known views; it needs the folders tte47 and not-cardiac.`,
    );
  }
  return stills;
}

function imagesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => imageName.test(name))
        .sort()
        .map((name) => path.join(folder, name))
    : [];
}

/** Odd numbers are for training. @throws {UserError} for a name without number and view */
function galleryStill(file: string): ViewStill {
  const name = path.basename(file);
  const [, number, what] = /(?:^|_)(\d+)_([a-z0-9-]+)\.\w+$/.exec(name) ?? [];
  const known = viewsOfGallery.find(([prefix]) => what?.startsWith(prefix));
  if (!known) {
    throw new UserError(`${file} names no view; its name must end like _01_a2ch-full.jpg.`);
  }
  const [, view] = known;
  const isForTraining = Number(number) % 2 === 1 && view !== 'A4C';
  return { file, name: `tte47/${name}`, view, set: isForTraining ? 'train' : 'validation' };
}

/** Every other one of the sorted names is for training. */
function otherStill(file: string, index: number): ViewStill {
  const name = path.basename(file);
  const subject = /^(liver|fetal)/.exec(name)?.[0] ?? 'no patient';
  return {
    file,
    name: `not-cardiac/${name}`,
    view: `not usable: ${subject}`,
    set: index % 2 === 0 ? 'train' : 'validation',
  };
}
