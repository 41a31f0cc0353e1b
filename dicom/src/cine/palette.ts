/** Palette Color Lookup Tables with entries of 8 bits (PS3.3 C.7.9). */
export interface Palette {
  /** The stored value that the first entry belongs to; lower values get it, too. */
  readonly firstMapped: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/**
 * The palette in naturalised attributes.
 *
 * @throws Error when a table is missing or shorter than its descriptor says
 */
export function readPalette(instance: Readonly<Record<string, unknown>>): Palette {
  const tables = (['Red', 'Green', 'Blue'] as const).map((colour) => readTable(instance, colour));
  // Some makers declare 16 bits and fill in 8: then no entry of any colour has more.
  const isDeep = tables.some(({ bits, values }) => bits > 8 && values.some((value) => value > 255));
  const [red, green, blue] = tables.map(({ bits, values }) =>
    Uint8Array.from(values, (value) => value >> (isDeep && bits > 8 ? 8 : 0)),
  );
  return { firstMapped: tables[0].firstMapped, red, green, blue };
}

function readTable(instance: Readonly<Record<string, unknown>>, colour: string) {
  const descriptor = instance[`${colour}PaletteColorLookupTableDescriptor`];
  const [entries, firstMapped, bits] = (Array.isArray(descriptor) ? descriptor : []).map(Number);
  // 0 stands for 65536, which an unsigned short cannot hold.
  const count = entries === 0 ? 65_536 : entries;
  const values = valuesOf(instance[`${colour}PaletteColorLookupTableData`], count);
  if (!values || values.length < count) {
    throw new Error('its colour palette is missing or too short');
  }
  return { firstMapped, bits, values };
}

/** Numbers (VR US), or bytes (VR OW), whose count tells entries of 8 bits from words. */
function valuesOf(data: unknown, count: number): Uint16Array | undefined {
  const parts: readonly unknown[] = Array.isArray(data) ? data : [data];
  const [first] = parts;
  if (!(first instanceof ArrayBuffer)) {
    return first === undefined ? undefined : Uint16Array.from(parts, Number);
  }
  if (first.byteLength < 2 * count) {
    return Uint16Array.from(new Uint8Array(first).subarray(0, count));
  }
  const view = new DataView(first);
  return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, true));
}

/**
 * The colours of stored values. Values outside of the table get its first or last entry.
 *
 * @returns interleaved RGB
 */
export function applyPalette(
  stored: Uint8Array | Uint16Array,
  { firstMapped, red, green, blue }: Palette,
): Uint8Array {
  const rgb = new Uint8Array(3 * stored.length);
  const last = red.length - 1;
  for (let i = 0; i < stored.length; i++) {
    const entry = Math.min(last, Math.max(0, stored[i] - firstMapped));
    rgb[3 * i] = red[entry];
    rgb[3 * i + 1] = green[entry];
    rgb[3 * i + 2] = blue[entry];
  }
  return rgb;
}
