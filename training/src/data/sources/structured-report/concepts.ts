import type { Code } from './content-tree';
import { phase, property, site } from './codes';
import type { Method } from './method';

/** The tasks that reports hold labels for, by task id. */
export const reportedTasks = ['EF', 'EDV', 'ESV', 'LAVolume', 'RADimension'] as const;
/** See {@link reportedTasks}. */
export type ReportedTask = (typeof reportedTasks)[number];

/** What a measurement's name says it is. */
export interface Concept {
  readonly task: ReportedTask;
  /** Where the name says it; otherwise modifiers do. */
  readonly method?: Method;
}

/**
 * Names that say the chamber themselves. LOINC codes of CID 12202 (TID 5200) and CID 12300
 * (TID 5300), SNOMED CT of CID 12205; 8821-1 and 8823-7 are those of CID 3468 and 3469; 8806-2 and
 * 10230-1 are LOINC's ejection fraction by 2D echo and by an unnamed method.
 * Codes of values divided by body surface area (79984-1, 79982-5, 79997-3, 80002-9) are other
 * numbers and are not among them.
 */
const named: Readonly<Record<string, Concept>> = {
  'LN:18043-0': { task: 'EF' },
  'LN:8806-2': { task: 'EF' },
  'LN:10230-1': { task: 'EF' },
  'LN:79991-6': { task: 'EF', method: 'biplane method of disks' },
  'LN:79993-2': { task: 'EF', method: 'method of disks, four-chamber view' },
  'LN:79990-8': { task: 'EF', method: '3D' },
  'LN:79992-4': { task: 'EF', method: 'method of disks, another view' },
  'LN:77891-0': { task: 'EF', method: 'from a diameter' },
  'LN:18049-7': { task: 'EF', method: 'from a diameter' },
  'LN:18026-5': { task: 'EDV' },
  'LN:8821-1': { task: 'EDV' },
  'LN:79996-5': { task: 'EDV', method: 'biplane method of disks' },
  'LN:79999-9': { task: 'EDV', method: 'method of disks, four-chamber view' },
  'LN:79995-7': { task: 'EDV', method: '3D' },
  'LN:79998-1': { task: 'EDV', method: 'method of disks, another view' },
  'LN:18148-7': { task: 'ESV' },
  'LN:8823-7': { task: 'ESV' },
  'LN:80001-1': { task: 'ESV', method: 'biplane method of disks' },
  'LN:80004-5': { task: 'ESV', method: 'method of disks, four-chamber view' },
  'LN:80000-3': { task: 'ESV', method: '3D' },
  'LN:80003-7': { task: 'ESV', method: 'method of disks, another view' },
  'SCT:399235004': { task: 'LAVolume' },
  'LN:79983-3': { task: 'LAVolume', method: 'biplane method of disks' },
  'LN:79986-6': { task: 'LAVolume', method: 'method of disks, four-chamber view' },
  'LN:79985-8': { task: 'LAVolume', method: 'method of disks, another view' },
  'LN:79981-7': { task: 'LAVolume', method: 'biplane area-length or ellipse' },
  'LN:80076-3': { task: 'RADimension', method: 'four-chamber view' },
};

/**
 * What a measurement is.
 *
 * @param name its concept name or measured property
 * @param where chambers and cardiac phases that its modifiers say, written 'scheme:value'
 * @returns undefined for every other measurement
 */
export function conceptOf(
  name: Code,
  where: { readonly sites: readonly string[]; readonly phases: readonly string[] },
): Concept | undefined {
  const known = named[`${name.scheme}:${name.value}`] ?? generic(name, where);
  return known ?? (name.scheme.startsWith('99') ? byMeaning(name.meaning, where) : undefined);
}

function generic(
  name: Code,
  { sites, phases }: { readonly sites: readonly string[]; readonly phases: readonly string[] },
): Concept | undefined {
  const atEndDiastole = phases.includes(phase.endDiastole);
  const atEndSystole = phases.includes(phase.endSystole);
  switch (`${name.scheme}:${name.value}`) {
    case property.ejectionFraction:
      // Without a site the ejection fraction of the heart is the left ventricle's.
      return sites.length === 0 || sites.includes(site.leftVentricle) ? { task: 'EF' } : undefined;
    case property.volume:
      if (sites.includes(site.leftVentricle) && atEndDiastole !== atEndSystole) {
        return { task: atEndDiastole ? 'EDV' : 'ESV' };
      }
      // The atrium is largest, and measured, at the ventricle's end systole.
      return sites.includes(site.leftAtrium) && (atEndSystole || phases.length === 0)
        ? { task: 'LAVolume' }
        : undefined;
    case property.majorAxis:
      return sites.includes(site.rightAtrium) ? { task: 'RADimension' } : undefined;
    default:
      return undefined;
  }
}

/** Divided by something, at another time, or a derived number. */
const otherNumber =
  /index|indx|\/|\bbsa\b|min(imum|imal)?\b|pre-?a|change|ratio|\bsd\b|deviation|slope/i;

/**
 * Names of private coding schemes (99..., PS3.16 8.2), which carry what machines print: 'LVEF',
 * 'EDV(MOD-bp)', 'LA Vol (A-L A4C)'. Read only where the whole name is understood.
 */
function byMeaning(
  meaning: string,
  { sites }: { readonly sites: readonly string[] },
): Concept | undefined {
  const name = /^\s*([^([]+?)\s*(?:[([]\s*([^)\]]*?)\s*[)\]])?\s*$/.exec(meaning);
  if (!name || otherNumber.test(meaning)) return undefined;
  const [, quantity, method = ''] = name;
  const task = taskOfPhrase(quantity, sites);
  const said = methodOfPhrase(method);
  return task && (said || method === '') ? { task, method: said } : undefined;
}

const phrases: readonly [task: ReportedTask, chamber: string, pattern: RegExp][] = [
  ['EF', site.leftVentricle, /^((LV|left ventric(le|ular)) ?)?(EF|ejection fraction)$/i],
  ['EDV', site.leftVentricle, /^((LV|left ventric(le|ular)) ?)?(EDV|end.?diastolic volume)$/i],
  ['ESV', site.leftVentricle, /^((LV|left ventric(le|ular)) ?)?(ESV|end.?systolic volume)$/i],
  ['LAVolume', site.leftAtrium, /^((LA|left atri(um|al)) ?)((end.?systolic )?vol(ume)?|ESV|V)$/i],
  ['RADimension', site.rightAtrium, /^((RA|right atri(um|al)) ?)major( axis)?( dimension)?$/i],
];

function taskOfPhrase(quantity: string, sites: readonly string[]): ReportedTask | undefined {
  for (const [task, chamber, pattern] of phrases) {
    const match = pattern.exec(quantity);
    if (match && (match[1] || sites.includes(chamber))) return task;
  }
  return undefined;
}

function methodOfPhrase(phrase: string): Method | undefined {
  if (/^(MOD|simpsons?)?[ -]*(bp|biplane)[ -]*(MOD|simpsons?)?$/i.test(phrase)) {
    return 'biplane method of disks';
  }
  if (/^(MOD|simpsons?)[ -]*(sp ?4|A?4 ?C(H)?)$/i.test(phrase)) {
    return 'method of disks, four-chamber view';
  }
  if (/^(MOD|simpsons?)[ -]*(sp ?2|A?2 ?C(H)?)$/i.test(phrase)) {
    return 'method of disks, another view';
  }
  if (/^(MOD|simpsons?)$/i.test(phrase)) return 'method of disks';
  if (/^A-?L[ -]*(bp|biplane)$/i.test(phrase)) return 'biplane area-length or ellipse';
  if (/^A-?L([ -]*(sp ?)?A?[24] ?C?(H)?)?$/i.test(phrase)) {
    return 'single-plane area-length or ellipse';
  }
  if (/^(teich(holz)?|cube(d)?)$/i.test(phrase)) return 'from a diameter';
  return /^3D$/i.test(phrase) ? '3D' : undefined;
}
