import { framesInDative } from './german-frames';
import type { EditableStructure } from '@echonet/models/measures';
import type { ControlPlace } from '../contours/control-place';
import type { Moment } from '../contours/moments';

/** 'septal wall, point 2': left and right are those of one who looks from the annulus to the apex. */
function placeEn({ structure, at, side, n }: ControlPlace): string {
  switch (at) {
    case 'apex':
      return structure === 'LV' ? 'apex' : 'roof';
    case 'hinge':
      return `${side} hinge`;
    case 'wall':
      return `${structure === 'LA' && side === 'septal' ? 'septum' : `${side} wall`}, point ${n}`;
  }
}

const sidesDe = {
  septal: { hinge: 'septaler', wall: 'septale' },
  lateral: { hinge: 'lateraler', wall: 'laterale' },
  left: { hinge: 'linker', wall: 'linke' },
  right: { hinge: 'rechter', wall: 'rechte' },
};

function placeDe({ structure, at, side = 'left', n }: ControlPlace): string {
  switch (at) {
    case 'apex':
      return structure === 'LV' ? 'Apex' : 'Dach';
    case 'hinge':
      return `${sidesDe[side].hinge} Ansatzpunkt`;
    case 'wall':
      return `${structure === 'LA' && side === 'septal' ? 'Septum' : `${sidesDe[side].wall} Wand`}, Punkt ${n}`;
  }
}

/** What a reader has changed in a clip's contours. */
export interface ContourChanges {
  /** Contours drawn, and frames that they were carried to. */
  readonly drawn: number;
  readonly carried: number;
  /** Beats whose ED or ES was moved. */
  readonly moments: number;
  /** Whether some of the beats alone count. */
  readonly beats: boolean;
  /** Values that the reader put in place of measured ones. */
  readonly typed: number;
}

export const contourEditsEn = {
  start: 'Edit contours',
  stop: 'Stop editing',
  control: (place: ControlPlace) => `${place.structure} contour: ${placeEn(place)}`,
  controlHint: 'Drag, or move with the arrow keys (with Shift by 5 pixels)',
  structure: 'Contour to edit',
  structures: {
    LV: 'Left ventricle',
    LA: 'Left atrium',
  } satisfies Record<EditableStructure, string>,
  frame: (structure: EditableStructure, frame: number, carried: readonly number[] | undefined) =>
    carried
      ? `${structure} contour, frame ${frame}: changes fade out over frames ${carried[0]} to ${carried[1]}`
      : `${structure} contour, frame ${frame}: changes this frame only`,
  carry: 'Carry to neighbours',
  resetFrame: 'Reset frame',
  done: 'Done',
  resetClip: 'Reset all changes',
  changes: ({ drawn, carried, moments, beats, typed }: ContourChanges) =>
    [
      drawn > 0 && `${drawn === 1 ? '1 contour' : `${drawn} contours`} edited`,
      carried > 0 && `carried to ${carried === 1 ? '1 frame' : `${carried} frames`}`,
      moments > 0 && 'ED or ES moved',
      beats && 'beats chosen',
      typed > 0 && (typed === 1 ? '1 own value' : `${typed} own values`),
    ]
      .filter(Boolean)
      .join(', '),
  markHere: (moment: Moment) => `${moment} here`,
  markHint: (moment: Moment) => `Set ${moment} of the nearest beat to the frame on the screen`,
  dragHint: (moment: Moment) => `Drag to move ${moment}`,
  beats: 'Beats measured',
  beat: (number: number, ef: string) => `${number}: EF ${ef} %`,
  allBeats: (ef: string) => `All: median ${ef} %`,
  edited: 'edited',
  typed: (unit: string) => `Own value (${unit}):`,
  typedFor: (measure: string, unit: string) => `Own value of ${measure} in ${unit}`,
  typedLimits: (least: number, most: number, unit: string) => `${least} to ${most} ${unit}`,
  takeTyped: 'Use',
  measuredAgain: 'Back to the measured value',
  used: (from: string, to: string, total: string, read: number, frames: string) =>
    `Direct predictions: from ${from} to ${to} s of ${total} s (${read} of ${frames})`,
  notRead: 'not read by the predictions',
  mean: (clips: string) => `Mean of ${clips}`,
  meanHint:
    'EDV, ESV and EF are averaged over the same clips: those that have all three, if there are any. Rejected values do not count. The 90 % interval is that of a single clip; averaging clips does not narrow it.',
  /** Rows in the viewer's own list of measurements. */
  listed: {
    label: (structure: 'LV' | 'LA', moment: Moment) => `EchoNet: ${structure} contour, ${moment}`,
    area: (area: string) => `Area ${area} cm²`,
    volume: (volume: string, structure: 'LV' | 'LA') =>
      `Volume in this frame ${volume} mL (${structure === 'LV' ? 'disks' : 'area-length'})`,
    withoutScale: 'No size: the clip has no scale',
    accepted: (values: string) => `Accepted: ${values}`,
    edited: 'Edited by the reader',
    found: (model: string) => `As found by ${model}`,
    place: (clip: number, frame: number) => `Clip ${clip}, frame ${frame}`,
    refused:
      'This row shows a contour that you accepted in EchoNet. To remove it, take the acceptance back in the EchoNet panel.',
  },
};

export type ContourEditStrings = typeof contourEditsEn;

export const contourEditsDe: ContourEditStrings = {
  start: 'Konturen bearbeiten',
  stop: 'Bearbeiten beenden',
  control: (place) => `${place.structure}-Kontur: ${placeDe(place)}`,
  controlHint: 'Ziehen oder mit den Pfeiltasten bewegen (mit Umschalt um 5 Pixel)',
  structure: 'Zu bearbeitende Kontur',
  structures: { LV: 'Linker Ventrikel', LA: 'Linker Vorhof' },
  frame: (structure, frame, carried) =>
    carried
      ? `${structure}-Kontur, Bild ${frame}: Änderungen klingen über die Bilder ${carried[0]} bis ${carried[1]} ab`
      : `${structure}-Kontur, Bild ${frame}: Änderungen nur in diesem Bild`,
  carry: 'Auf Nachbarn übertragen',
  resetFrame: 'Bild zurücksetzen',
  done: 'Fertig',
  resetClip: 'Alle Änderungen zurücksetzen',
  changes: ({ drawn, carried, moments, beats, typed }) =>
    [
      drawn > 0 && `${drawn === 1 ? '1 Kontur' : `${drawn} Konturen`} bearbeitet`,
      carried > 0 && `auf ${carried === 1 ? '1 Bild' : `${carried} Bilder`} übertragen`,
      moments > 0 && 'ED oder ES verschoben',
      beats && 'Schläge ausgewählt',
      typed > 0 && (typed === 1 ? '1 eigener Wert' : `${typed} eigene Werte`),
    ]
      .filter(Boolean)
      .join(', '),
  markHere: (moment) => `${moment} hier`,
  markHint: (moment) => `${moment} des nächstgelegenen Schlags auf das gezeigte Bild setzen`,
  dragHint: (moment) => `Ziehen verschiebt ${moment}`,
  beats: 'Gemessene Schläge',
  beat: (number, ef) => `${number}: EF ${ef} %`,
  allBeats: (ef) => `Alle: Median ${ef} %`,
  edited: 'bearbeitet',
  typed: (unit) => `Eigener Wert (${unit}):`,
  typedFor: (measure, unit) => `Eigener Wert für ${measure} in ${unit}`,
  typedLimits: (least, most, unit) => `${least} bis ${most} ${unit}`,
  takeTyped: 'Übernehmen',
  measuredAgain: 'Zurück zum gemessenen Wert',
  used: (from, to, total, read, frames) =>
    `Direkte Vorhersagen: ${from} bis ${to} s von ${total} s (${read} von ${framesInDative(frames)})`,
  notRead: 'von den Vorhersagen nicht gelesen',
  mean: (clips) => `Mittel von ${clips}`,
  meanHint:
    'EDV, ESV und EF werden über dieselben Clips gemittelt: die mit allen drei Werten, falls es welche gibt. Verworfene Werte zählen nicht. Das 90-%-Intervall ist das eines einzelnen Clips; Mitteln macht es nicht enger.',
  listed: {
    label: (structure, moment) => `EchoNet: ${structure}-Kontur, ${moment}`,
    area: (area) => `Fläche ${area} cm²`,
    volume: (volume, structure) =>
      `Volumen in diesem Bild ${volume} ml (${structure === 'LV' ? 'Scheibchen' : 'Fläche-Länge'})`,
    withoutScale: 'Keine Größe: Der Clip hat keinen Maßstab',
    accepted: (values) => `Angenommen: ${values}`,
    edited: 'Von Hand geändert',
    found: (model) => `Wie von ${model} gefunden`,
    place: (clip, frame) => `Clip ${clip}, Bild ${frame}`,
    refused:
      'Diese Zeile zeigt eine in EchoNet angenommene Kontur. Um sie zu entfernen, die Annahme im EchoNet-Panel zurücknehmen.',
  },
};
