/**
 * Grey value of an image at a point, linear between pixels; those of the border beyond it.
 *
 * @param image [size, size]
 * @param x in continuous pixels: the centre of the first pixel is at 0.5
 */
export function sampleImage(image: Uint8Array, size: number, x: number, y: number): number {
  const inside = (value: number) => Math.min(size - 1, Math.max(0, value - 0.5));
  const [column, row] = [inside(x), inside(y)];
  const left = Math.min(Math.floor(column), size - 2);
  const top = Math.min(Math.floor(row), size - 2);
  const [right, down] = [column - left, row - top];
  const at = top * size + left;
  const upper = image[at] * (1 - right) + image[at + 1] * right;
  const lower = image[at + size] * (1 - right) + image[at + size + 1] * right;
  return upper * (1 - down) + lower * down;
}
