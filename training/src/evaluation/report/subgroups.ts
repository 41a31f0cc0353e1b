import { group } from 'd3-array';
import type { ClipAttributes, ReportClip } from './report-data';

/** An attribute that divides the clips into groups. */
interface Division {
  readonly name: string;
  /** Unit of the numbers in the group names. */
  readonly unit?: string;
  /** Order of the groups; others follow by name. */
  readonly groups: readonly string[];
  groupOf(attributes: ClipAttributes): string | undefined;
}

/** Clips of a group, by index. */
export interface ClipGroup {
  readonly group: string;
  readonly clips: readonly number[];
}

export interface AttributeGroups {
  readonly attribute: string;
  readonly unit?: string;
  readonly groups: readonly ClipGroup[];
}

/** Group of the clips without the attribute. */
export const notRecorded = 'not recorded';

const ageBands = [
  { below: 40, name: 'under 40' },
  { below: 60, name: '40 to 59' },
  { below: 80, name: '60 to 79' },
  { below: Infinity, name: '80 and over' },
];

/**
 * WHO classification of adults (Technical Report Series 894): underweight, normal, overweight,
 * obese. In kg/m2.
 */
const bmiBands = [
  { below: 18.5, name: 'under 18.5' },
  { below: 25, name: '18.5 to 24.9' },
  { below: 30, name: '25 to 29.9' },
  { below: Infinity, name: '30 and over' },
];

const divisions: readonly Division[] = [
  {
    name: 'Sex',
    groups: ['female', 'male'],
    groupOf: ({ sex }) => sex && (sex === 'F' ? 'female' : 'male'),
  },
  {
    name: 'Age',
    unit: 'years',
    groups: ageBands.map(({ name }) => name),
    groupOf: ({ age }) => bandOf(ageBands, age),
  },
  {
    name: 'BMI',
    unit: 'kg/m\u00b2',
    groups: bmiBands.map(({ name }) => name),
    groupOf: ({ bmi }) => bandOf(bmiBands, bmi),
  },
  {
    name: 'Manufacturer',
    groups: [],
    groupOf: ({ manufacturer }) => manufacturer?.trim() || undefined,
  },
  {
    name: 'Image quality',
    groups: ['Good', 'Medium', 'Poor'],
    groupOf: ({ imageQuality }) => imageQuality,
  },
];

/**
 * Groups by sex, age band, BMI band, manufacturer and image quality. Clips without the attribute form their own
 * group; an attribute that no clip has is left out.
 */
export function subgroups(clips: readonly Pick<ReportClip, 'attributes'>[]): AttributeGroups[] {
  return divisions.flatMap(({ name, unit, groups: order, groupOf }): AttributeGroups[] => {
    const groups = groupClips(clips, ({ attributes }) => groupOf(attributes) ?? notRecorded, [
      ...order,
    ]);
    if (groups.every(({ group }) => group === notRecorded)) {
      return [];
    }
    return [{ attribute: name, ...(unit && { unit }), groups }];
  });
}

export function viewGroups(clips: readonly ReportClip[]): ClipGroup[] {
  return groupClips(clips, ({ view }) => view, []);
}

function groupClips<Clip>(
  clips: readonly Clip[],
  groupOf: (clip: Clip) => string,
  order: readonly string[],
): ClipGroup[] {
  const members = group(clips.keys(), (index) => groupOf(clips[index]));
  const rank = (group: string) => {
    if (group === notRecorded) {
      return Infinity;
    }
    return order.includes(group) ? order.indexOf(group) : order.length;
  };
  return [...members]
    .map(([group, indices]) => ({ group, clips: indices }))
    .sort((a, b) => compare(rank(a.group), rank(b.group)) || compare(a.group, b.group));
}

function compare<T extends number | string>(a: T, b: T): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function bandOf(
  bands: readonly { readonly below: number; readonly name: string }[],
  value: number | undefined,
): string | undefined {
  return value === undefined ? undefined : bands.find(({ below }) => value < below)?.name;
}
