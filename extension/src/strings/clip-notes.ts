import { turnNote } from '@echonet/models';

const german = new Map(
  (
    [
      [
        { upsideDown: true, mirrored: false },
        'Der Clip steht auf dem Kopf; er wurde vor der Auswertung gedreht.',
      ],
      [
        { upsideDown: false, mirrored: true },
        'Der Clip ist seitenverkehrt; er wurde vor der Auswertung gespiegelt.',
      ],
      [
        { upsideDown: true, mirrored: true },
        'Der Clip steht auf dem Kopf und ist seitenverkehrt; er wurde vor der Auswertung gedreht.',
      ],
    ] as const
  ).map(([turn, text]) => [turnNote(turn), text]),
);

/** What the reading of a clip notes in English, in the language of the panel where it is known there. */
export function clipNote(locale: string, note: string): string {
  return (locale === 'de' ? german.get(note) : undefined) ?? note;
}
