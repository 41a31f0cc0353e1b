import { mean } from 'd3-array';

/** Values of a clip by a model, by task id; a value is absent where the model has none. */
export type Values = Readonly<Partial<Record<'EF' | 'EDV', number>>>;

/** What becomes of one clip. */
export interface ShiftedClip {
  readonly clip: string;
  /** By the view gate, of which a sector that is not found is no part. */
  readonly accepted: boolean;
  readonly truth: Values;
  /** By the model's name; of a clip without a sector empty. */
  readonly read: Readonly<Record<string, Values>>;
}

/** The clips of all patients under one shift. */
export interface ShiftOutcome {
  readonly shift: string;
  readonly clips: readonly ShiftedClip[];
}

const measures = ['EF', 'EDV'] as const;

function errorOf({ truth, read }: ShiftedClip, model: string, id: (typeof measures)[number]) {
  const [expected, found] = [truth[id], read[model]?.[id]];
  return expected === undefined || found === undefined ? undefined : Math.abs(found - expected);
}

/**
 * Mean absolute errors of what the gate accepts, in Markdown; in brackets those over the errors of the
 * same patients without a shift, which is the first outcome.
 *
 * @param models names in the order of columns
 */
export function errorTable(outcomes: readonly ShiftOutcome[], models: readonly string[]): string {
  const reference = new Map(outcomes[0].clips.map((clip) => [clip.clip, clip]));
  const columns = models.flatMap((model) => measures.map((id) => ({ model, id })));
  const header = columns.map(({ model, id }) => `${id} by ${model} (${id === 'EF' ? '%' : 'mL'})`);
  const rows = outcomes.map(({ shift, clips }) => {
    const accepted = clips.filter((clip) => clip.accepted);
    const cells = columns.map(({ model, id }) => {
      const pairs = accepted.flatMap((clip) => {
        const before = reference.get(clip.clip);
        const errors = [errorOf(clip, model, id), before && errorOf(before, model, id)];
        return errors.every((error) => error !== undefined) ? [errors as [number, number]] : [];
      });
      if (pairs.length < fewest) {
        return '–';
      }
      const [own, usual] = [0, 1].map((at) => mean(pairs, (pair) => pair[at])!);
      const unread = accepted.length - pairs.length;
      const note = unread > 0 ? `; ${unread} not read` : '';
      return `${own.toFixed(1)} (${(own / usual).toFixed(2)}${note})`;
    });
    return [shift, `${accepted.length} of ${clips.length}`, ...cells];
  });
  return [['shift', 'accepted', ...header], ['---', '---', ...header.map(() => '---')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** The error of fewer clips is not shown. */
const fewest = 5;
