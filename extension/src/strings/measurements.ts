import type { Method } from '@echonet/dicom';
import type { EchoNetSource } from '../measurements/state';

export const measurementsEn = {
  title: 'Measured by sonographer',
  none: 'No report in this study has EF, LV volumes or LA volume.',
  measure: 'Measure',
  sonographer: 'Sonographer',
  difference: 'Difference',
  methods: 'Methods',
  methodLine: (measure: string, sonographer: string, echoNet: string) =>
    `${measure}: sonographer ${sonographer}${echoNet ? `; EchoNet ${echoNet}` : ''}`,
  hint: 'From the measurement reports (DICOM SR) of the study. Different methods give different numbers.',
  line: (values: string) => `Sonographer: ${values}`,
  toTable: 'Compare with the measurements of the sonographer',
  findPriors: 'Search earlier studies',
  searching: 'Searching the archive for earlier studies …',
  found: (count: number) =>
    count === 0
      ? 'No earlier study of the patient has such measurements.'
      : `${count} earlier ${count === 1 ? 'study has' : 'studies have'} measurements.`,
  dateUnknown: 'no date',
  echoNet: {
    contours: 'from contours, single-plane disks or area-length, A4C',
    predicted: 'predicted directly',
    accepted: 'EchoNet, accepted by a reader',
  } satisfies Record<EchoNetSource, string> as Readonly<Record<EchoNetSource, string>>,
  methodNames: {
    'biplane method of disks': 'biplane disks',
    'method of disks, four-chamber view': 'single-plane disks, A4C',
    '3D': '3D',
    'method of disks': 'disks',
    'method of disks, another view': 'single-plane disks, another view',
    'biplane area-length or ellipse': 'biplane area-length',
    'single-plane area-length or ellipse': 'single-plane area-length',
    'four-chamber view': 'A4C, method not stated',
    'not said': 'method not stated',
    'another view': 'another view, method not stated',
    'from a diameter': 'from a diameter (Teichholz, cube)',
  } satisfies Record<Method, string> as Readonly<Record<Method, string>>,
};

export type MeasurementStrings = typeof measurementsEn;

export const measurementsDe: MeasurementStrings = {
  title: 'Vom Untersucher gemessen',
  none: 'Kein Bericht dieser Studie hat EF, LV-Volumina oder LA-Volumen.',
  measure: 'Maß',
  sonographer: 'Untersucher',
  difference: 'Differenz',
  methods: 'Methoden',
  methodLine: (measure, sonographer, echoNet) =>
    `${measure}: Untersucher ${sonographer}${echoNet ? `; EchoNet ${echoNet}` : ''}`,
  hint: 'Aus den Messberichten (DICOM SR) der Studie. Andere Methoden ergeben andere Zahlen.',
  line: (values) => `Untersucher: ${values}`,
  toTable: 'Mit den Messungen des Untersuchers vergleichen',
  findPriors: 'Frühere Studien suchen',
  searching: 'Das Archiv wird nach früheren Studien durchsucht …',
  found: (count) => {
    if (count === 0) {
      return 'Keine frühere Studie des Patienten hat solche Messungen.';
    }
    return count === 1
      ? 'Eine frühere Studie hat Messungen.'
      : `${count} frühere Studien haben Messungen.`;
  },
  dateUnknown: 'ohne Datum',
  echoNet: {
    contours: 'aus Konturen, monoplane Scheibchen oder Fläche-Länge, A4C',
    predicted: 'direkt vorhergesagt',
    accepted: 'EchoNet, von einem Befunder angenommen',
  },
  methodNames: {
    'biplane method of disks': 'biplane Scheibchen',
    'method of disks, four-chamber view': 'monoplane Scheibchen, A4C',
    '3D': '3D',
    'method of disks': 'Scheibchen',
    'method of disks, another view': 'monoplane Scheibchen, andere Schnittebene',
    'biplane area-length or ellipse': 'biplan Fläche-Länge',
    'single-plane area-length or ellipse': 'monoplan Fläche-Länge',
    'four-chamber view': 'A4C, Methode nicht genannt',
    'not said': 'Methode nicht genannt',
    'another view': 'andere Schnittebene, Methode nicht genannt',
    'from a diameter': 'aus einem Durchmesser (Teichholz, Kubus)',
  },
};
