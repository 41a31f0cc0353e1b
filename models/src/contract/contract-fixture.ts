import type { ImageContract, NetworkInput } from './contract-schema';

/** Grey values in [0, 1] of the square around the sector. */
export const fixtureImage: ImageContract = {
  size: 8,
  channels: 'grey',
  crop: 'sector',
  margin: 0,
  mask: 'none',
  filter: 'antialiased',
  highest: 1,
  mean: [0],
  sd: [1],
};

/** Windows of four frames, two of them at most. */
export const fixtureInput: NetworkInput = {
  frames: {
    count: 4,
    stride: { frames: 2, framesPerSecond: 50 },
    mostWindows: 2,
    shortClip: 'repeat last frame',
  },
  image: fixtureImage,
  layout: 'NCTHW',
};
