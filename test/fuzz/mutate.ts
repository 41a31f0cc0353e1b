import { printTag, readLayout, type Part10Layout } from '@echonet/dicom/node';
import type { RandomStream } from '@echonet/models/random';

/** A file changed in a few places, and how. */
export interface Mutant {
  readonly bytes: Buffer;
  readonly changes: readonly string[];
}

interface Change {
  readonly bytes: Buffer;
  readonly what: string;
}

type Element = Part10Layout['elements'][number];

interface Place {
  readonly bytes: Buffer;
  readonly element: Element;
  readonly layout: Part10Layout;
  readonly random: RandomStream;
}

const mostChanges = 3;

/** Lengths and counts at which readers break: empty, odd, signed and unsigned limits, undefined. */
const extremes = [0, 1, 3, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];

const vrs =
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OW PN SH SL SQ SS ST TM UI UL UN US UT ZZ'.split(
    ' ',
  );

/** Attributes that say how much there is to read. */
const sizes = ['00280002', '00280008', '00280010', '00280011', '00280100', '00280101', '00280102'];

const hostileText = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  '9'.repeat(16),
  '1\\2\\3',
  '\\',
  '\u001b$B',
  'é',
];

const deepestNesting = 2000;

/**
 * Changes a valid Part 10 file along its element grammar: tag, VR, length, value, order, number and
 * depth of elements; sometimes bytes anywhere. The same stream makes the same mutant.
 *
 * @param seed explicit or implicit, little or big endian; a deflated data set is changed as bytes only
 */
export function mutate(seed: Buffer, random: RandomStream): Mutant {
  let bytes = Buffer.from(seed);
  const changes: string[] = [];
  const count = 1 + Math.floor(random() * mostChanges);
  for (let i = 0; i < count; i++) {
    const change = changeOnce(bytes, random);
    bytes = Buffer.from(change.bytes);
    changes.push(change.what);
  }
  return { bytes, changes };
}

function changeOnce(bytes: Buffer, random: RandomStream): Change {
  const layout = layoutOf(bytes);
  if (!layout || layout.inflated || layout.elements.length === 0 || random() < 0.15) {
    return anywhere(bytes, random);
  }
  const element = pick(allElements(layout.elements), random);
  return pick(grammarChanges, random)({ bytes, element, layout, random });
}

function layoutOf(bytes: Buffer): Part10Layout | undefined {
  try {
    return readLayout(bytes);
  } catch {
    return undefined;
  }
}

function allElements(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) => [element, ...allElements(element.sequence?.flat() ?? [])]);
}

function anywhere(bytes: Buffer, random: RandomStream): Change {
  const at = Math.floor(random() * bytes.length);
  switch (Math.floor(random() * 4)) {
    case 0:
      return { bytes: bytes.subarray(0, at), what: `cut at ${at}` };
    case 1: {
      const length = Math.floor(random() * 64);
      const noise = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
      return { bytes: splice(bytes, at, 0, noise), what: `${length} bytes put in at ${at}` };
    }
    case 2: {
      const length = Math.floor(random() * 64);
      return { bytes: splice(bytes, at, length, none), what: `${length} bytes taken out at ${at}` };
    }
    default: {
      const changed = Buffer.from(bytes);
      for (let i = 0; i < 1 + random() * 8; i++) {
        changed[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      return { bytes: changed, what: 'bytes changed' };
    }
  }
}

const none = Buffer.alloc(0);

const grammarChanges: readonly ((place: Place) => Change)[] = [
  changeLength,
  changeVr,
  changeTag,
  changeSize,
  changeText,
  repeat,
  remove,
  swap,
  nest,
  strayDelimiter,
  trailing,
];

function changeLength({ bytes, element, layout, random }: Place): Change {
  const changed = Buffer.from(bytes);
  const value =
    random() < 0.5 ? pick(extremes, random) : element.length + Math.floor(random() * 9) - 4;
  const width = lengthWidth(element, layout);
  write(changed, element.offset - width, width, value, layout);
  return { bytes: changed, what: `length of ${printTag(element.tag)} is ${value}` };
}

/** The length stands right before the value. */
function lengthWidth(element: Element, { encoding }: Part10Layout): 2 | 4 {
  return encoding.explicit && element.offset - element.start === 8 ? 2 : 4;
}

function changeVr({ bytes, element, layout, random }: Place): Change {
  const vr = pick(vrs, random);
  const changed = Buffer.from(bytes);
  if (layout.encoding.explicit) {
    changed.write(vr, element.start + 4, 'latin1');
  }
  return { bytes: changed, what: `VR of ${printTag(element.tag)} is ${vr}` };
}

function changeTag({ bytes, element, layout, random }: Place): Change {
  const other =
    random() < 0.5 ? pick(allElements(layout.elements), random).tag : pick(sizes, random);
  const changed = Buffer.from(bytes);
  write(changed, element.start, 2, parseInt(other.slice(0, 4), 16), layout);
  write(changed, element.start + 2, 2, parseInt(other.slice(4), 16), layout);
  return { bytes: changed, what: `${printTag(element.tag)} is called ${printTag(other)}` };
}

function changeSize({ bytes, layout, random }: Place): Change {
  const element = pick(
    layout.elements.filter(({ tag }) => sizes.includes(tag)),
    random,
  );
  if (!element) {
    return anywhere(bytes, random);
  }
  if (element.tag === '00280008') {
    return withValue(bytes, element, layout, Buffer.from(String(pick(extremes, random))));
  }
  const changed = Buffer.from(bytes);
  const value = pick(extremes, random) & 0xffff;
  if (element.length >= 2) {
    write(changed, element.offset, 2, value, layout);
  }
  return { bytes: changed, what: `${printTag(element.tag)} is ${value}` };
}

function changeText({ bytes, element, layout, random }: Place): Change {
  return withValue(bytes, element, layout, Buffer.from(pick(hostileText, random), 'latin1'));
}

function withValue(bytes: Buffer, element: Element, layout: Part10Layout, value: Buffer): Change {
  const even = value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.from(' ')]);
  const changed = Buffer.from(splice(bytes, element.offset, element.length, even));
  write(
    changed,
    element.offset - lengthWidth(element, layout),
    lengthWidth(element, layout),
    even.length,
    layout,
  );
  return {
    bytes: changed,
    what: `${printTag(element.tag)} is ${JSON.stringify(value.toString('latin1'))}`,
  };
}

function repeat({ bytes, element, random }: Place): Change {
  const copies = pick([1, 2, 100, 5000], random);
  const all = Array<Buffer>(copies).fill(whole(bytes, element));
  // Pixel data many times over would only be a large file.
  const content = Buffer.concat(
    all.slice(0, Math.max(1, 400_000 / (whole(bytes, element).length + 1))),
  );
  return {
    bytes: splice(bytes, element.start, 0, content),
    what: `${printTag(element.tag)} up to ${copies} times more`,
  };
}

function remove({ bytes, element }: Place): Change {
  return {
    bytes: splice(bytes, element.start, whole(bytes, element).length, none),
    what: `without ${printTag(element.tag)}`,
  };
}

function swap({ bytes, element, layout, random }: Place): Change {
  const other = pick(layout.elements, random);
  const content = whole(bytes, element);
  return {
    bytes: splice(bytes, other.start, 0, content),
    what: `${printTag(element.tag)} before ${printTag(other.tag)}`,
  };
}

function nest({ bytes, element, layout, random }: Place): Change {
  const depth = 1 + Math.floor(random() ** 4 * deepestNesting);
  const open = layout.encoding.explicit
    ? '08004011' + '53510000ffffffff' + 'feff00e0ffffffff'
    : '08004011' + 'ffffffff' + 'feff00e0ffffffff';
  const close = random() < 0.5 ? 'feff0de000000000' + 'feffdde000000000' : '';
  const content = Buffer.from(open.repeat(depth) + close.repeat(depth), 'hex');
  return {
    bytes: splice(bytes, element.start, 0, content),
    what: `${depth} sequences before ${printTag(element.tag)}`,
  };
}

function strayDelimiter({ bytes, element, random }: Place): Change {
  const delimiter = pick(['feff0de000000000', 'feffdde000000000', 'feff00e0ffffffff'], random);
  return {
    bytes: splice(bytes, element.start, 0, Buffer.from(delimiter, 'hex')),
    what: `delimiter ${delimiter} before ${printTag(element.tag)}`,
  };
}

function trailing({ bytes, random }: Place): Change {
  const length = Math.floor(random() * 40);
  const fill = pick([0, 0x20, 0xff], random);
  return {
    bytes: Buffer.concat([bytes, Buffer.alloc(length, fill)]),
    what: `${length} bytes of ${fill} at the end`,
  };
}

function whole(bytes: Buffer, { start, offset, length }: Element): Buffer {
  return bytes.subarray(start, offset + length);
}

function splice(bytes: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
}

/** Writes the low bytes of a whole number. */
function write(
  bytes: Buffer,
  at: number,
  width: 2 | 4,
  value: number,
  { encoding }: Part10Layout,
): void {
  const unsigned = value >>> 0;
  if (at < 0 || at + width > bytes.length) {
    return;
  }
  if (encoding.littleEndian) {
    bytes.writeUIntLE(width === 2 ? unsigned & 0xffff : unsigned, at, width);
  } else {
    bytes.writeUIntBE(width === 2 ? unsigned & 0xffff : unsigned, at, width);
  }
}

function pick<T>(from: readonly T[], random: RandomStream): T {
  return from[Math.floor(random() * from.length)];
}
