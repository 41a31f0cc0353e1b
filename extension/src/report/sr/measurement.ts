import {
  codeItem,
  DCM,
  numericItem,
  SCT,
  textItem,
  type Code,
  type Quantity,
  type WrittenItem,
} from '@echonet/dicom';
import type { ReportedValue } from '../report';

/** A measurement and what TID 300 says of it. */
export interface Measurement extends Quantity {
  readonly name: Code;
  readonly view?: Code;
  readonly cardiacCyclePoint?: Code;
  /** Further modifiers of the name. */
  readonly modifiers?: readonly (readonly [name: Code, value: Code])[];
  readonly method?: Code;
  readonly derivation?: Code;
  readonly site?: Code;
  readonly interval90?: ReportedValue['interval90'];
  /** Of one value among several of the same quantity (CID 224). */
  readonly selection?: Code;
  /** Further properties, HAS PROPERTIES. */
  readonly properties?: readonly WrittenItem[];
  /** Numbers that it was calculated from, INFERRED FROM. */
  readonly inputs?: readonly WrittenItem[];
  readonly equation?: string;
  /** Images and regions that it was measured on, INFERRED FROM. */
  readonly sources?: readonly WrittenItem[];
  /** TID 4019, of a number outside of a group that names its algorithm. */
  readonly algorithm?: readonly WrittenItem[];
}

/** TID 300 of PS3.16, whose order is significant. */
export function measurementItem(
  relationship: 'CONTAINS' | 'INFERRED FROM',
  measurement: Measurement,
): WrittenItem {
  const { name, value, unit, view, cardiacCyclePoint, method, derivation, site } = measurement;
  const { modifiers = [], selection, properties = [] } = measurement;
  const { inputs = [], equation, sources = [], algorithm = [] } = measurement;
  const modifier = (concept: Code, code: Code | undefined) =>
    code ? [codeItem('HAS CONCEPT MOD', concept, code)] : [];
  return numericItem(relationship, name, { value, unit }, [
    ...modifier(DCM.ImageView, view),
    ...modifier(SCT.CardiacCyclePoint, cardiacCyclePoint),
    ...modifiers.flatMap(([concept, code]) => modifier(concept, code)),
    ...modifier(SCT.MeasurementMethod, method),
    ...modifier(DCM.Derivation, derivation),
    ...modifier(SCT.FindingSite, site),
    ...uncertaintyItems(measurement),
    ...(selection ? [codeItem('HAS PROPERTIES', DCM.SelectionStatus, selection)] : []),
    ...properties,
    ...inputs,
    ...(equation ? [textItem('INFERRED FROM', DCM.Equation, equation)] : []),
    ...sources,
    ...algorithm,
  ]);
}

/** Upper and lower half of the 90 % interval (TID 310). */
export function uncertaintyItems({
  value,
  unit,
  interval90,
}: Pick<Measurement, 'value' | 'unit' | 'interval90'>): WrittenItem[] {
  if (!interval90) {
    return [];
  }
  const [low, high] = interval90;
  const half = (name: Code, size: number) =>
    numericItem('HAS PROPERTIES', name, { value: size, unit });
  return [
    half(SCT.RangeOfUpperMeasurementUncertainty, high - value),
    half(SCT.RangeOfLowerMeasurementUncertainty, value - low),
  ];
}

/** The level of the interval, for which TID 310 has no item. */
export function intervalText(unit: string, interval90: ReportedValue['interval90']): string {
  if (!interval90) {
    return '';
  }
  const [low, high] = interval90.map((value) => withUnit(value, unit));
  return `; 90 % interval ${low} to ${high}`;
}

export function withUnit(value: number, unit: string): string {
  return `${value.toPrecision(3)}${unit ? ` ${unit}` : ''}`;
}
