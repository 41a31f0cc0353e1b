export const studyEn = {
  analyse: 'Analyse study',
  hint: 'Identifies all views, analyses every A4C clip at rest, and averages them.',
  paused: 'paused while a cine plays or an analysis runs',
  title: 'Whole study',
  noClip: 'No A4C clip at rest to analyse.',
  underWay: 'Values appear here clip by clip.',
  nothing: 'No clip has a value.',
  finding: 'Finding',
  mean: 'Mean',
  show: (clip: string) => `Show ${clip}`,
  valueOf: (value: string, clip: string) => `${value}, ${clip}: show the clip`,
  failed: (clip: string, reason: string) => `${clip} failed. ${reason}`,
  clips: (used: number, excluded: number) => `Clips: ${used} averaged, ${excluded} left out`,
  stress: (stage: string) => `Stage of a stress test (${stage}): only clips at rest are averaged.`,
  viewNotNamed: 'Its description does not name the A4C view, and there is no view classifier.',
};

export type StudyStrings = typeof studyEn;

export const studyDe: StudyStrings = {
  analyse: 'Studie auswerten',
  hint: 'Erkennt alle Schnittebenen, wertet jeden A4C-Clip in Ruhe aus und mittelt sie.',
  paused: 'Pause, solange ein Clip abspielt oder eine Auswertung läuft',
  title: 'Ganze Studie',
  noClip: 'Kein A4C-Clip in Ruhe auszuwerten.',
  underWay: 'Die Werte erscheinen hier Clip für Clip.',
  nothing: 'Kein Clip hat einen Wert.',
  finding: 'Befund',
  mean: 'Mittel',
  show: (clip) => `${clip} zeigen`,
  valueOf: (value, clip) => `${value}, ${clip}: Clip zeigen`,
  failed: (clip, reason) => `${clip} fehlgeschlagen. ${reason}`,
  clips: (used, excluded) => `Clips: ${used} gemittelt, ${excluded} ausgelassen`,
  stress: (stage) => `Stufe eines Stresstests (${stage}): Gemittelt werden nur Clips in Ruhe.`,
  viewNotNamed:
    'Die Beschreibung nennt die A4C-Ebene nicht, und es ist keine Schnittebenenerkennung installiert.',
};
