import type { NaturalizedDataset } from '../../dataset';
import { DCM, SCT } from '../codes';
import { isCode, type Code } from '../coding';
import { readContentTree, type ContentItem } from '../content-tree';
import { conceptOf, otherChamber } from './concepts';
import type { ReportedTask } from './reported-task';
import { markOf } from './derivation';
import {
  codeOf,
  codesOf,
  isAlgorithmItem,
  readOrigin,
  reasonAgainst,
  type ReportOrigin,
} from './exclusion';
import { methodOf } from './method';
import type { ReportedMeasurement } from './reported-measurement';
import { inUnitOf } from './units';

/** A measurement of a task that does not count. */
export interface PassedOver {
  readonly path: string;
  /** One sentence. */
  readonly reason: string;
}

export interface ReportReading {
  readonly measurements: readonly ReportedMeasurement[];
  readonly passedOver: readonly PassedOver[];
}

/**
 * Reads the measurements of an echo report: TID 5200 (Echocardiography Procedure Report), TID 5300
 * (Simplified Echo Procedure Report), TID 5220 (Pediatric, Fetal and Congenital) and TID 1500
 * (Measurement Report) of PS3.16, or any other template with the same codes.
 *
 * What a measurement is follows from its name or, for a generic name, from the finding site, cardiac
 * phase and measured property in its modifiers and those of the containers around it. Values divided
 * by body surface area, statistics other than a mean, values under stress, of a fetus, of an earlier
 * study, or predicted by an algorithm are passed over: they are no reader's measurement at rest.
 *
 * @param dataset the structured report, naturalised
 * @param takesAccepted also values that EchoNet measured from contours and a reader accepted
 */
export function readMeasurements(
  dataset: NaturalizedDataset,
  takesAccepted = false,
): ReportReading {
  const root = readContentTree(dataset);
  const report = readOrigin(dataset);
  const findings: Findings = { found: [], passedOver: [], report, takesAccepted };
  if (root) {
    collect(root, { modifiers: [], headings: [], path: [], parents: [] }, findings);
  }
  return { measurements: findings.found, passedOver: findings.passedOver };
}

/** What an item inherits from the items around it. */
interface Context {
  /** Innermost first. */
  readonly modifiers: readonly ContentItem[];
  readonly headings: readonly Code[];
  readonly path: readonly string[];
  /** Tasks of the measurements that this item is a part of. */
  readonly parents: readonly ReportedTask[];
}

interface Findings {
  readonly found: ReportedMeasurement[];
  readonly passedOver: PassedOver[];
  readonly report: ReportOrigin;
  readonly takesAccepted: boolean;
}

function collect(item: ContentItem, outer: Context, findings: Findings): void {
  const modifiers = [...ownModifiers(item), ...outer.modifiers];
  const path = [...outer.path, label(item, modifiers)];
  const task = item.valueType === 'NUM' ? judge(item, modifiers, path, outer, findings) : undefined;
  const context = {
    modifiers,
    headings: item.name ? [...outer.headings, item.name] : outer.headings,
    path,
    parents: task ? [...outer.parents, task] : outer.parents,
  };
  for (const child of item.children) {
    if (child.children.length > 0 || child.valueType === 'NUM') {
      collect(child, context, findings);
    }
  }
}

/**
 * The modifiers among an item's children. Reports differ in the relationship of a property to its
 * measurement; items that a container merely contains do not modify the others.
 */
function ownModifiers({ valueType, children }: ContentItem): ContentItem[] {
  return children.filter(
    (child) =>
      child.valueType !== 'NUM' &&
      child.valueType !== 'CONTAINER' &&
      (valueType === 'NUM' || child.relationship !== 'CONTAINS' || isAlgorithmItem(child)),
  );
}

function label(
  { name: concept, valueType }: ContentItem,
  modifiers: readonly ContentItem[],
): string {
  const name = concept?.meaning || concept?.value || valueType || 'report';
  if (valueType === 'NUM') {
    return name;
  }
  const site = modifiers.find((each) => isCode(each.name, SCT.FindingSite))?.code;
  return site ? `${name} (${site.meaning || site.value})` : name;
}

/** Adds a measurement of a task to the findings, and returns the task. */
function judge(
  item: ContentItem,
  modifiers: readonly ContentItem[],
  path: readonly string[],
  { parents, headings }: Context,
  { found, passedOver, report, takesAccepted }: Findings,
): ReportedTask | undefined {
  if (!item.name) {
    return undefined;
  }
  const own = ownModifiers(item);
  const modifier = (name: Code) => codeOf(modifiers, name);
  const where = { sites: sites(own, modifiers), phases: phases(modifiers) };
  const names = [item.name, modifier(DCM.MeasuredProperty)];
  const concept = names.flatMap((name) => (name && conceptOf(name, where)) ?? [])[0];
  // A mean may include the values that it was made from.
  if (!concept || parents.includes(concept.task)) {
    return concept?.task;
  }
  const { task } = concept;
  const fullPath = path.join(' > ');
  const value = item.quantity && inUnitOf(task, item.quantity);
  const ownDerivations = codesOf(own, DCM.Derivation);
  const derivations =
    ownDerivations.length > 0 ? ownDerivations : codesOf(modifiers, DCM.Derivation).slice(0, 1);
  const reason = reasonAgainst({
    ...{ task, item, value, modifiers, derivations, headings, report },
    takesAccepted,
    otherChamber: otherChamber(task, where.sites),
  });
  if (reason !== undefined || value === undefined) {
    passedOver.push({ path: fullPath, reason: reason ?? 'It has no value.' });
    return task;
  }
  const imageView = modifier(DCM.ImageView);
  const measurementMethod = modifier(SCT.MeasurementMethod);
  const method =
    concept.method ??
    methodOf({
      measurementMethod,
      imageView,
      imageMode: modifier(SCT.ImageMode),
    });
  found.push({
    task,
    value,
    method,
    view: imageView?.meaning,
    mark: markOf({
      selection: codeOf(own, DCM.SelectionStatus),
      derivations,
      method: measurementMethod,
    }),
    code: item.name,
    path: fullPath,
  });
  return task;
}

/** The finding sites of the item itself, or else the innermost one around it. */
function sites(own: readonly ContentItem[], all: readonly ContentItem[]): Code[] {
  const codes = (items: readonly ContentItem[]) =>
    items.flatMap(({ name, code }) => (isCode(name, SCT.FindingSite) && code ? [code] : []));
  const ownSites = codes(own);
  return ownSites.length > 0 ? ownSites : codes(all).slice(0, 1);
}

/**
 * End diastole or end systole under any concept name, since templates differ; else any other point of
 * the cardiac cycle (CID 12233), which makes it another measurement.
 */
function phases(modifiers: readonly ContentItem[]): Code[] {
  const first = modifiers.find(
    ({ code }) => isCode(code, SCT.EndDiastole) || isCode(code, SCT.EndSystole),
  );
  const phase = first?.code ?? codeOf(modifiers, SCT.CardiacCyclePoint);
  return phase ? [phase] : [];
}
