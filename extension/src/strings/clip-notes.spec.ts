import { describe, expect, it } from '@jest/globals';
import { turnNote } from '@echonet/models';
import { clipNote } from './clip-notes';

describe('clipNote', () => {
  const turns = [
    { upsideDown: true, mirrored: false },
    { upsideDown: false, mirrored: true },
    { upsideDown: true, mirrored: true },
  ];

  it('says in German how a clip was turned', () => {
    for (const turn of turns) {
      const note = clipNote('de', turnNote(turn)!);
      expect(note.includes('auf dem Kopf')).toBe(turn.upsideDown);
      expect(note.includes('seitenverkehrt')).toBe(turn.mirrored);
    }
  });

  it('leaves English, and notes that it does not know, as they are', () => {
    const [turn] = turns;
    expect(clipNote('en', turnNote(turn)!)).toBe(turnNote(turn));
    expect(clipNote('de', 'Another note.')).toBe('Another note.');
  });
});
