/**
 * The array format of NumPy, version 1.0, for unsigned 8-bit arrays in C order:
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

const magic = Buffer.from('\x93NUMPY\x01\x00', 'latin1');

/** Header of an array; the values follow it. Its length is a multiple of 64 bytes. */
export function npyHeader(shape: readonly number[]): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((magic.length + 2 + dictionary.length + 1) / 64) * 64;
  const text = `${dictionary.padEnd(length - magic.length - 3)}\n`;
  const textLength = Buffer.alloc(2);
  textLength.writeUInt16LE(text.length);
  return Buffer.concat([magic, textLength, Buffer.from(text, 'latin1')]);
}
