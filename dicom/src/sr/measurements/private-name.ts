import { SCT } from '../codes';
import { isCode, type Code } from '../coding';
import type { ReportedTask } from './reported-task';
import type { Method } from './method';

/** In names of values that are divided by something, of another time, or derived. */
const otherQuantity =
  /index|indx|\/|\bbsa\b|min(imum|imal)?\b|pre-?a|change|ratio|\bsd\b|deviation|slope/i;

/** Code Meaning has at most 64 characters (VR LO). */
const longestMeaning = 64;

type Chamber = 'left ventricle' | 'left atrium' | 'right atrium';

const codeOfChamber: Readonly<Record<Chamber, Code>> = {
  'left ventricle': SCT.LeftVentricle,
  'left atrium': SCT.LeftAtrium,
  'right atrium': SCT.RightAtrium,
};

const chamberWords: readonly (readonly [Chamber, string])[] = [
  ['left ventricle', 'LV|left ventric(?:le|ular)'],
  ['left atrium', 'LA|left atri(?:um|al)'],
  ['right atrium', 'RA|right atri(?:um|al)'],
];

const quantityWords: readonly (readonly [ReportedTask, Chamber, string])[] = [
  ['EF', 'left ventricle', 'EF|ejection fraction'],
  ['EDV', 'left ventricle', 'EDV|end.?diastolic vol(?:ume)?'],
  ['ESV', 'left ventricle', 'ESV|end.?systolic vol(?:ume)?'],
  ['LAVolume', 'left atrium', '(?:end.?systolic )?vol(?:ume)?|ESV|V'],
  ['RADimension', 'right atrium', 'major(?: axis)?(?: dimension)?'],
];

const disks = '(?:MOD|simpsons?|method of dis[ck]s)';
const biplane = '(?:bp|bi-?p|bi-?plane)';
const fourChamber = '(?:sp ?4|a?p?4 ?ch?|apical (?:four|4)[ -]chamber|four[ -]chamber)';
const twoChamber = '(?:sp ?2|a?p?2 ?ch?|apical (?:two|2)[ -]chamber|two[ -]chamber)';
const areaLength = '(?:a-?l|area[ -]length)';
const either = (a: string, b: string) => `(?:${a}[ -]*${b}|${b}[ -]*${a})`;

/** Words for methods as machines print them: 'MOD-bp', 'A4C MOD', 'A-L A4C', 'Teich'. */
const methodWords: readonly (readonly [Method, string])[] = [
  ['biplane area-length or ellipse', either(areaLength, biplane)],
  ['biplane method of disks', either(disks, biplane)],
  ['biplane method of disks', biplane],
  ['method of disks, four-chamber view', either(disks, fourChamber)],
  ['method of disks, another view', either(disks, twoChamber)],
  ['single-plane area-length or ellipse', either(areaLength, `(?:${fourChamber}|${twoChamber})`)],
  ['single-plane area-length or ellipse', areaLength],
  ['method of disks', disks],
  ['from a diameter', '(?:teich(?:holz)?|cubed?|2d teich(?:holz)?|m-?mode(?: teich(?:holz)?)?)'],
  ['3D', '[34]D'],
  ['four-chamber view', fourChamber],
  ['another view', twoChamber],
];

/**
 * Reads the meaning of a code of a private scheme (PS3.16 8.2), which is what the machine prints:
 * 'LVEF', 'EDV(MOD-bp)', 'LVEDV MOD A4C', 'Biplane EF', 'LA Vol (A-L A4C)'. Names without the chamber
 * take it from the finding site.
 *
 * @returns undefined unless every part of the meaning is understood
 */
export function conceptOfPrivateName(
  meaning: string,
  sites: readonly Code[],
): { readonly task: ReportedTask; readonly method?: Method } | undefined {
  if (meaning.length > longestMeaning || otherQuantity.test(meaning)) {
    return undefined;
  }
  const name = meaning
    .replaceAll("'", '')
    .replaceAll(/[()[\]_,:]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  for (const { task, chamber, pattern } of patterns) {
    const match = pattern.exec(name);
    if (!match) {
      continue;
    }
    const { named, before, after } = match.groups ?? {};
    const phrase = [before, after].filter(Boolean).join(' ').trim();
    const method = methodOfPhrase(phrase);
    const isUnderstood = phrase === '' || method !== undefined;
    // Without a site the ejection fraction of the heart is the left ventricle's.
    const isOfChamber =
      named ||
      sites.some((site) => isCode(site, codeOfChamber[chamber])) ||
      (task === 'EF' && sites.length === 0);
    if (isUnderstood && isOfChamber) {
      return { task, method };
    }
  }
  return undefined;
}

/** Method, chamber and quantity; method, quantity; quantity, method ... with the chamber optional. */
const patterns = quantityWords.map(([task, chamber, quantity]) => {
  const [, words] = chamberWords.find(([each]) => each === chamber)!;
  return {
    task,
    chamber,
    pattern: new RegExp(
      `^(?<before>.+? )??(?<named>(?:${words}) ?)?(?:${quantity})(?<after> .+|-.+)?$`,
      'i',
    ),
  };
});

function methodOfPhrase(phrase: string): Method | undefined {
  const plain = phrase.replace(/^-/, '');
  return methodWords.find(([, words]) => new RegExp(`^${words}$`, 'i').test(plain))?.[0];
}
