/**
 * Luma of an RGB pixel (Rec. 601 weights in 256ths), 0 to 255; a grey pixel keeps its exact value.
 */
export function luma(red: number, green: number, blue: number): number {
  return (77 * red + 150 * green + 29 * blue) >> 8;
}

/** Lossy compression tints grey values by less than this. */
const leastChroma = 32;

/**
 * Whether a pixel is coloured rather than grey: the spread of its channels is both visible and at
 * least a quarter of its brightness.
 */
export function isColoured(red: number, green: number, blue: number): boolean {
  const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
  const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
  const chroma = most - least;
  return chroma >= leastChroma && chroma * 4 >= most;
}
