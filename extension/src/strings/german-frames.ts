/** A number of frames after a preposition that takes the dative: "von 130 Bildern". */
export function framesInDative(frames: string): string {
  return frames.replace(/Bilder$/, 'Bildern');
}
