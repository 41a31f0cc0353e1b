import { group } from 'd3-array';

/** A clip with what tells whether it is another one again. */
export interface RepeatableClip {
  readonly patientId: string;
  /** SHA-256 of its files. */
  readonly contentHash: string;
  /** SHA-256 of its prepared images; absent where there are none. */
  readonly imagesHash?: string;
  /** By task id, in the task's unit. */
  readonly labels: Readonly<Record<string, number | undefined>>;
}

/**
 * Why a clip is left out because it shows the same as another one. Of a patient's repeated clips the first
 * stays, unless their labels contradict each other. Images that stand under two patients would be in two
 * sets of a split, and one of them has another patient's labels. Of these all are left out.
 *
 * @returns in the order of the clips; undefined for those that stay
 */
export function repeatReasons(clips: readonly RepeatableClip[]): (string | undefined)[] {
  const sameKey = ({ imagesHash, contentHash }: RepeatableClip) => imagesHash ?? contentHash;
  const same = group(clips, sameKey);
  const seen = new Set<string>();
  return clips.map((clip) => {
    const others = same.get(sameKey(clip))!;
    if (others.some(({ patientId }) => patientId !== clip.patientId)) {
      return 'The same images stand under another PatientID; whose they are is not known.';
    }
    const contradiction = contradictionOf(others.map(({ labels }) => labels));
    if (contradiction !== undefined) {
      return `The same images have two labels (${contradiction}); which of them is right is not known.`;
    }
    if (!seen.has(sameKey(clip))) {
      seen.add(sameKey(clip));
      return undefined;
    }
    const [first] = others;
    return first.contentHash === clip.contentHash
      ? 'Another file has the same content.'
      : 'Another file shows the same images.';
  });
}

/** The first label with several values, such as "EF 40 and 60". */
function contradictionOf(all: readonly RepeatableClip['labels'][]): string | undefined {
  for (const id of new Set(all.flatMap((labels) => Object.keys(labels)))) {
    const values = new Set(all.flatMap((labels) => labels[id] ?? []));
    if (values.size > 1) {
      return `${id} ${[...values].join(' and ')}`;
    }
  }
  return undefined;
}
