/** Writes small AVI files for tests. */

/** A chunk: four characters, length, data, padding to an even length. */
export function chunk(id: string, data: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(data.length, 4);
  return Buffer.concat([header, data, Buffer.alloc(data.length & 1)]);
}

/** A list of chunks; `id` is LIST or RIFF. */
export function list(id: 'LIST' | 'RIFF', type: string, chunks: readonly Uint8Array[]): Buffer {
  return chunk(id, Buffer.concat([Buffer.from(type, 'latin1'), ...chunks]));
}

export interface AviFixture {
  readonly Rows: number;
  readonly Columns: number;
  readonly images: readonly Uint8Array[];
  readonly codec?: string;
  readonly microsecondsPerFrame?: number;
  /** Frames a second are rate / scale. */
  readonly rate?: number;
  readonly scale?: number;
  /** Whether an audio stream precedes the video. */
  readonly sound?: boolean;
  /**
   * Number of images of each segment: the first 'AVI ', the others 'AVIX'; by default one segment.
   */
  readonly segmentLengths?: readonly number[];
  /** Whether each image is in a list of its own, as in interleaved files. */
  readonly records?: boolean;
}

/** A Motion JPEG AVI file. */
export function aviFile(fixture: AviFixture): Buffer {
  const { images, records, sound, segmentLengths = [images.length] } = fixture;
  const id = sound ? '01dc' : '00dc';
  const chunks = images.map((image) => chunk(id, image));
  const lists = chunks.map((each) => {
    const inside = sound ? [chunk('00wb', Buffer.alloc(6)), each] : [each];
    return records ? list('LIST', 'rec ', inside) : Buffer.concat(inside);
  });
  let from = 0;
  const movies = segmentLengths.map((length) => {
    const part = lists.slice(from, (from += length));
    return list('LIST', 'movi', [chunk('ix00', Buffer.alloc(24)), ...part]);
  });
  const [first, ...others] = movies;
  const index = chunk('idx1', Buffer.alloc(16 * images.length));
  const junk = chunk('JUNK', Buffer.alloc(13));
  return Buffer.concat([
    list('RIFF', 'AVI ', [headers(fixture), junk, first, index]),
    ...others.map((movie) => list('RIFF', 'AVIX', [movie])),
  ]);
}

function headers(fixture: AviFixture): Buffer {
  const main = Buffer.alloc(56);
  main.writeUInt32LE(fixture.microsecondsPerFrame ?? 20_000, 0);
  const strh = Buffer.alloc(56);
  strh.write('vidsMJPG', 'latin1');
  strh.writeUInt32LE(fixture.scale ?? 1, 20);
  strh.writeUInt32LE(fixture.rate ?? 50, 24);
  const strf = Buffer.alloc(40);
  strf.writeUInt32LE(40, 0);
  strf.writeInt32LE(fixture.Columns, 4);
  strf.writeInt32LE(fixture.Rows, 8);
  strf.write(fixture.codec ?? 'MJPG', 16, 'latin1');
  const soundHeader = Buffer.alloc(56);
  soundHeader.write('auds', 'latin1');
  const streams = [
    ...(fixture.sound
      ? [list('LIST', 'strl', [chunk('strh', soundHeader), chunk('strf', Buffer.alloc(18))])]
      : []),
    list('LIST', 'strl', [chunk('strh', strh), chunk('strf', strf)]),
  ];
  return list('LIST', 'hdrl', [chunk('avih', main), ...streams]);
}
