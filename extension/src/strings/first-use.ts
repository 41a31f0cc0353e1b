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
};

export type FirstUseStrings = typeof firstUseEn;

export const firstUseDe: FirstUseStrings = {
  title: 'Erste Schritte',
  hints: [
    'Clip anklicken zeigt ihn, A4C-Clips ankreuzen wählt sie zur Analyse; oder die ganze Studie analysieren.',
    'Jeder Wert sagt, an wem er geprüft wurde: echte Patienten, oder SIMULIERT, also nur eine Demonstration.',
    'Jeden Wert annehmen ✓ oder ablehnen ✕. Nur Angenommenes gilt als Ihres, und nichts wird ohne Klick gesendet.',
  ],
  dismiss: 'Verstanden',
  help: (section) => `Hilfe (englisch): ${section}`,
};
