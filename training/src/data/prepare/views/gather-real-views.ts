import { randomStream, type RandomStream } from '@echonet/models/random';
import {
  drawExamination,
  drawView,
  manufacturerOf,
  phantomPatientId,
  type ViewClip,
} from '@echonet/phantom';
import { findViewStills, type ViewStill } from '../../sources/view-stills';
import type { Candidate, ClipOrigin, Gathered } from '../candidate';
import { gatherCamus } from '../gather-camus';
import { mirroredView } from './mirrored-view';
import type { ViewChange } from './view-change';

export interface RealViewSources {
  /** CAMUS, whose A4C images are the real ones of that view; A2C are taken where there are some. */
  readonly camus: string;
  /** Folder of stills of other views and of what is no heart. */
  readonly stills: string;
  /** Number of simulated clips, a third of each class. */
  readonly phantoms: number;
  readonly seed: number;
  readonly format: ViewClip['format'];
}

/** Variants of each still to train on: they are few. */
const stillVariants = 8;

/** Share of clips that take over the look of another real image. */
const styledShare = 0.5;

/** Of the looks, those of CAMUS; the others are of stills. */
const camusLooks = 0.6;

/** Every so many simulated clips, one is kept for the test. */
const keptOf = 8;

/**
 * Clips for a view classifier that works on real hearts. What looks real must not mean A4C: the real
 * A4C images also come as what they are no longer when turned, mirrored, zoomed or cut to two
 * chambers, and clips of all classes, simulated ones too, take over the look (distribution of grey
 * values, speckle, sector) of other real images. Sets are given: CAMUS' validation patients, half of
 * the stills and one in eight phantoms are `validation`, which `split --given` makes the test set.
 *
 * @throws {UserError} when CAMUS or the stills are not found
 */
export function gatherRealViews(sources: RealViewSources): Gathered {
  const camus = gatherCamus(sources.camus, 'A4C');
  // The public data set has this view of every patient; a part of it may not.
  const twoChambers = gatherCamus(sources.camus, 'A2C').candidates;
  const stills = findViewStills(sources.stills).filter(({ view }) => view !== undefined);
  const looks: Looks = {
    camus: camus.candidates.filter(({ split }) => split === 'train').map(({ origin }) => origin),
    stills: stills
      .filter(({ set, view }) => set === 'train' && !/M-mode|Doppler/.test(view!))
      .map(({ file }) => ({ format: 'still', file })),
  };
  return {
    source: 'CAMUS, stills of other views, and phantoms of many views',
    licence: 'CC BY-NC-SA 4.0',
    citation:
      'Leclerc et al., IEEE TMI 38(9), 2198-2210, 2019; TTE47 gallery of the Unity Imaging ' +
      'Collaborative (CC BY-NC-SA 4.0); liver and fetal images (CC BY 4.0), test phantoms ' +
      '(Apache-2.0), a probe in air (CC BY-SA 4.0)',
    candidates: [
      ...camus.candidates.flatMap((candidate) => camusVariants(candidate, looks, sources.seed)),
      ...twoChambers.map((candidate) => ({ ...candidate, labels: {} })),
      ...stills.flatMap((still) => variantsOfStill(still, looks, sources.seed)),
      ...Array.from({ length: sources.phantoms }, (_, index) =>
        phantomCandidate(index, looks, sources),
      ),
    ],
    dropped: camus.dropped,
    problems: camus.problems,
    publicSalt: 'views',
  };
}

interface Looks {
  readonly camus: readonly ClipOrigin[];
  readonly stills: readonly ClipOrigin[];
}

/** The patient's A4C, again with another look, and what it is no more when changed. */
function camusVariants(candidate: Candidate, looks: Looks, seed: number): Candidate[] {
  const { origin, patientId, split } = candidate;
  const random = randomStream(seed, 'camus', patientId);
  const plain = { ...candidate, labels: {} };
  const variant = (view: string, change: Omit<ViewChange, 'key'>): Candidate => ({
    ...plain,
    name: `${patientId} (${view})`,
    view,
    origin: changed(origin, { key: `${patientId} ${view}`, ...change }, looks, random),
  });
  const between = (low: number, high: number) => low + (high - low) * random();
  const side = random() < 0.5 ? 1 : -1;
  const others = [
    () =>
      variant('apical 4C, upside down', {
        turn: { upsideDown: true, mirrored: random() < 0.5 },
      }),
    () =>
      variant('apical 4C, rotated', {
        move: {
          degrees: side * between(55, 125),
          scale: between(1.1, 1.5),
          centre: [between(0.45, 0.55), between(0.45, 0.6)],
        },
      }),
    () =>
      variant('apical 4C, a part', {
        move: {
          degrees: between(-20, 20),
          scale: between(1.9, 2.6),
          centre: [between(0.3, 0.65), between(0.65, 0.85)],
        },
      }),
  ];
  const other = others[Math.floor(random() * others.length)];
  const mirror = variant(mirroredView, { turn: { upsideDown: false, mirrored: true } });
  const two = variant('apical 4C, cut to two chambers', {
    twoChambers: true,
    turn: random() < 0.5 ? { upsideDown: false, mirrored: true } : undefined,
  });
  const styled = split === 'train' ? [variant('A4C', { takesStyle: true })] : [];
  return [plain, ...styled, mirror, two, other()];
}

function variantsOfStill(still: ViewStill, looks: Looks, seed: number): Candidate[] {
  const { file, name, view = '', set } = still;
  const origin: ClipOrigin = { format: 'still', file };
  const candidate = { name, patientId: name, view, split: set, origin, labels: {} };
  if (set !== 'train') {
    return [candidate];
  }
  const random = randomStream(seed, 'still', name);
  const variants = Array.from({ length: stillVariants - 1 }, (_, index) => {
    const scale = 0.85 + 0.4 * random();
    const degrees = 24 * (random() - 0.5);
    const change = {
      key: `${name} ${index}`,
      move: { degrees, scale, centre: [0.42 + 0.16 * random(), 0.42 + 0.16 * random()] as const },
      turn: random() < 0.5 ? { upsideDown: false, mirrored: true } : undefined,
      takesStyle: random() < styledShare,
    };
    return { ...candidate, origin: changed(origin, change, looks, random) };
  });
  return [candidate, ...variants];
}

function phantomCandidate(
  index: number,
  looks: Looks,
  { seed, format }: RealViewSources,
): Candidate {
  const clip: ViewClip = { seed, index, format };
  const view = drawView(clip);
  const patientId = phantomPatientId(seed, index);
  const random = randomStream(seed, 'look', index);
  const origin: ClipOrigin = { format: 'phantom view', clip };
  const isKept = index % keptOf === 0;
  const isStyled = random() < styledShare;
  return {
    name: patientId,
    patientId,
    view: view.name,
    split: isKept ? 'validation' : 'train',
    manufacturer: manufacturerOf(drawExamination(clip, view).machine.make),
    origin: isStyled
      ? changed(origin, { key: patientId, takesStyle: true }, looks, random)
      : origin,
    labels: {},
  };
}

/** Half of what does not say so takes over a look. */
function changed(
  of: ClipOrigin,
  { takesStyle, ...change }: ViewChange,
  { camus, stills }: Looks,
  random: RandomStream,
): ClipOrigin {
  const from = random() < camusLooks || stills.length === 0 ? camus : stills;
  const style = from[Math.floor(random() * from.length)];
  const isStyled = (takesStyle ?? random() < styledShare) && style !== undefined;
  return {
    format: 'changed',
    of,
    change: { ...change, takesStyle: isStyled },
    ...(isStyled && { style }),
  };
}
