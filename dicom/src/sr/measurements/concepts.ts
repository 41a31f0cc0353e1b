import { SCT } from '../codes';
import { codeId, isCode, type Code } from '../coding';
import type { Method } from './method';
import { conceptOfPrivateName } from './private-name';
import type { ReportedTask } from './reported-task';

/** What a measurement is. */
export interface MeasuredConcept {
  readonly task: ReportedTask;
  /** Where the name says it; otherwise modifiers may. */
  readonly method?: Method;
}

/**
 * Names that include the chamber, by 'scheme:value'. LOINC codes of CID 12202 (TID 5200) and CID 12300
 * (TID 5300), SNOMED CT of CID 12205; 8821-1 and 8823-7 are those of CID 3468 and 3469; 8806-2 and
 * 10230-1 are LOINC's ejection fraction by 2D echo and by an unnamed method. Codes of values divided
 * by body surface area (79984-1, 79982-5, 79997-3, 80002-9) are other numbers and are not among them.
 */
const conceptsByName: Readonly<Record<string, MeasuredConcept>> = {
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
 * Schemes whose codes are known by value (PS3.16 8.1). Private ones begin with 99 (PS3.16 8.2), or
 * with L in older reports.
 */
const standardSchemes: ReadonlySet<string> = new Set(
  'DCM LN SCT SRT SNM3 UMLS UCUM FMA NCIt RADLEX I9C I10'.split(' '),
);

const chamberOf: Readonly<Record<ReportedTask, Code>> = {
  EF: SCT.LeftVentricle,
  EDV: SCT.LeftVentricle,
  ESV: SCT.LeftVentricle,
  LAVolume: SCT.LeftAtrium,
  RADimension: SCT.RightAtrium,
};

const chambers = [SCT.LeftVentricle, SCT.RightVentricle, SCT.LeftAtrium, SCT.RightAtrium];

/**
 * The chamber that a measurement was made of where it is not the task's: some reports give the ejection
 * fraction of the right ventricle or the atrium the code of the left ventricle's.
 */
export function otherChamber(task: ReportedTask, sites: readonly Code[]): Code | undefined {
  return includes(sites, chamberOf[task])
    ? undefined
    : sites.find((site) => includes(chambers, site));
}

/** What the modifiers of a measurement say about where and when it was made. */
export interface SiteAndPhase {
  /** Finding sites. */
  readonly sites: readonly Code[];
  /** Points of the cardiac cycle. */
  readonly phases: readonly Code[];
}

/**
 * Finds out what a measurement is.
 *
 * @param name its concept name or measured property
 * @returns undefined for every measurement that is none of the reported tasks
 */
export function conceptOf(name: Code, where: SiteAndPhase): MeasuredConcept | undefined {
  const known = conceptsByName[codeId(name)] ?? fromGenericName(name, where);
  if (known || standardSchemes.has(name.scheme)) {
    return known;
  }
  return conceptOfPrivateName(name.meaning, where.sites);
}

function fromGenericName(name: Code, { sites, phases }: SiteAndPhase): MeasuredConcept | undefined {
  const at = (site: Code) => includes(sites, site);
  const atEndDiastole = includes(phases, SCT.EndDiastole);
  const atEndSystole = includes(phases, SCT.EndSystole);
  if (isCode(name, SCT.CardiacEjectionFraction)) {
    // Without a site the ejection fraction of the heart is the left ventricle's.
    return sites.length === 0 || at(SCT.LeftVentricle) ? { task: 'EF' } : undefined;
  }
  if (isCode(name, SCT.Volume)) {
    if (at(SCT.LeftVentricle) && atEndDiastole !== atEndSystole) {
      return { task: atEndDiastole ? 'EDV' : 'ESV' };
    }
    // The atrium is largest, and measured, at the ventricle's end systole.
    return at(SCT.LeftAtrium) && (atEndSystole || phases.length === 0)
      ? { task: 'LAVolume' }
      : undefined;
  }
  return isCode(name, SCT.MajorAxis) && at(SCT.RightAtrium) ? { task: 'RADimension' } : undefined;
}

function includes(codes: readonly Code[], wanted: Code): boolean {
  return codes.some((code) => isCode(code, wanted));
}
