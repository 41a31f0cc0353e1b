import type { PanelTab } from '../panel/state';

/** What there is help on. */
export type HelpSection = PanelTab | 'clips';

export const firstUseEn = {
  title: 'First steps',
  /** Three hints, in the order of reading. */
  hints: [
    'Click a clip to show it, tick A4C clips to analyse them, or analyse the whole study.',
    'Each value says on whom it was evaluated: real patients, or SIMULATED, which is a demonstration.',
    'Accept ✓ or reject ✕ each value. Only what you accept is yours, and nothing is sent without a click.',
  ] as readonly string[],
  dismiss: 'Got it',
  help: (section: string) => `Help: ${section}`,
  /** Beside the extension. */
  helpPage: 'help/reading.html',
  /** Headings of the page. */
  helpAnchors: {
    clips: 'clips',
    results: 'results',
    contours: 'contours',
    saliency: 'attention-map',
    occlusion: 'occlusion-test',
    report: 'report',
    models: 'models-and-diagnostics',
  } satisfies Record<HelpSection, string> as Readonly<Record<HelpSection, string>>,
};

export type FirstUseStrings = typeof firstUseEn;

export const firstUseDe: FirstUseStrings = {
  title: 'Erste Schritte',
  hints: [
    'Clip anklicken zeigt ihn, A4C-Clips ankreuzen wählt sie zur Auswertung; oder die ganze Studie auswerten.',
    'Jeder Wert sagt, an wem er geprüft wurde: echte Patienten, oder SIMULIERT, also nur eine Demonstration.',
    'Jeden Wert annehmen ✓ oder verwerfen ✕. Nur Angenommenes gilt als Ihres, und nichts wird ohne Klick gesendet.',
  ],
  dismiss: 'Verstanden',
  help: (section) => `Hilfe: ${section}`,
  helpPage: 'help/reading.de.html',
  helpAnchors: {
    clips: 'clips',
    results: 'ergebnisse',
    contours: 'konturen',
    saliency: 'aufmerksamkeitskarte',
    occlusion: 'okklusionstest',
    report: 'bericht',
    models: 'modelle-und-diagnose',
  },
};
