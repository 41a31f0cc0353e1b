import { capitalised } from '../capitalised';

/** Labels in the host's toolbar and preferences. */
interface ActionStrings {
  readonly run: string;
  readonly cancel: string;
  readonly nextClip: string;
  readonly toggleSaliency: string;
  readonly nextTask: string;
  readonly previousTask: string;
  readonly strongerSaliency: string;
  readonly weakerSaliency: string;
  readonly toggleContours: string;
  readonly nextEndDiastole: string;
  readonly nextEndSystole: string;
  readonly editContour: string;
  readonly markEndDiastole: string;
  readonly markEndSystole: string;
  readonly withKey: (label: string, key: string) => string;
}

/**
 * The host looks these labels up as translation keys and shows them unchanged. They must not
 * contain a colon: the host drops what precedes one as a namespace.
 */
const byLanguage: Readonly<Record<'en' | 'de', ActionStrings>> = {
  en: {
    run: 'Analyse clip',
    cancel: 'Cancel analysis',
    nextClip: 'Next suitable clip',
    toggleSaliency: 'Attention map on/off',
    nextTask: 'Next result',
    previousTask: 'Previous result',
    strongerSaliency: 'Attention map more opaque',
    weakerSaliency: 'Attention map less opaque',
    toggleContours: 'Contours on/off',
    nextEndDiastole: 'Next end-diastole',
    nextEndSystole: 'Next end-systole',
    editContour: 'Edit contours on/off',
    markEndDiastole: 'Set end-diastole to this frame',
    markEndSystole: 'Set end-systole to this frame',
    withKey: (label, key) => `${label} (${key})`,
  },
  de: {
    run: 'Clip auswerten',
    cancel: 'Auswertung abbrechen',
    nextClip: 'Nächster geeigneter Clip',
    toggleSaliency: 'Aufmerksamkeitskarte ein/aus',
    nextTask: 'Nächstes Ergebnis',
    previousTask: 'Voriges Ergebnis',
    strongerSaliency: 'Aufmerksamkeitskarte deckender',
    weakerSaliency: 'Aufmerksamkeitskarte durchsichtiger',
    toggleContours: 'Konturen ein/aus',
    nextEndDiastole: 'Nächste Enddiastole',
    nextEndSystole: 'Nächste Endsystole',
    editContour: 'Konturen bearbeiten ein/aus',
    markEndDiastole: 'Enddiastole auf dieses Bild setzen',
    markEndSystole: 'Endsystole auf dieses Bild setzen',
    withKey: (label, key) => `${label} (${key})`,
  },
};

/** @param language BCP 47 tag; only the primary language counts */
export function actionStrings(language: string): ActionStrings {
  return language.toLowerCase().startsWith('de') ? byLanguage.de : byLanguage.en;
}

/** A hotkey in the notation of the host's preferences: "Shift+E". */
export function keyText(hotkey: string): string {
  return hotkey
    .split('+')
    .map((part) => arrows[part] ?? capitalised(part))
    .join('+');
}

const arrows: Readonly<Record<string, string>> = { left: '←', right: '→', up: '↑', down: '↓' };
