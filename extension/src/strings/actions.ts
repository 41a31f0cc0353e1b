/** What the host's toolbar and preferences call our actions, and the key that each has at first. */
interface ActionStrings {
  readonly run: string;
  readonly cancel: string;
  readonly nextClip: string;
  readonly toggleSaliency: string;
  readonly nextTask: string;
  readonly previousTask: string;
  readonly strongerSaliency: string;
  readonly weakerSaliency: string;
  readonly withKey: (label: string, key: string) => string;
}

/**
 * The host translates what it shows and does not know these: it shows them as they are. None may
 * have a colon, for what stands before one is the host's name of a dictionary, and left out.
 */
const byLanguage: Readonly<Record<'en' | 'de', ActionStrings>> = {
  en: {
    run: 'EchoNet, run',
    cancel: 'EchoNet, cancel the run',
    nextClip: 'EchoNet, next clip',
    toggleSaliency: 'EchoNet, saliency on or off',
    nextTask: 'EchoNet, next prediction',
    previousTask: 'EchoNet, previous prediction',
    strongerSaliency: 'EchoNet, stronger saliency',
    weakerSaliency: 'EchoNet, weaker saliency',
    withKey: (label, key) => `${label} (${key}, unless changed)`,
  },
  de: {
    run: 'EchoNet, auswerten',
    cancel: 'EchoNet, Auswertung abbrechen',
    nextClip: 'EchoNet, nächster Clip',
    toggleSaliency: 'EchoNet, Salienz ein oder aus',
    nextTask: 'EchoNet, nächste Vorhersage',
    previousTask: 'EchoNet, vorige Vorhersage',
    strongerSaliency: 'EchoNet, stärkere Salienz',
    weakerSaliency: 'EchoNet, schwächere Salienz',
    withKey: (label, key) => `${label} (${key}, falls nicht geändert)`,
  },
};

/** @param language BCP 47 tag, of which the first part counts */
export function actionStrings(language: string): ActionStrings {
  return language.toLowerCase().startsWith('de') ? byLanguage.de : byLanguage.en;
}

/** A hotkey as the host's preferences write it: "Shift+E". */
export function keyText(hotkey: string): string {
  return hotkey
    .split('+')
    .map((part) => arrows[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');
}

const arrows: Readonly<Record<string, string>> = { left: '←', right: '→', up: '↑', down: '↓' };
