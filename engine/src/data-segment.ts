import { aligned } from './arena';

/** Constants that a program reads: weights, tables, steps. Laid out before there is memory. */
export class DataSegment {
  private readonly pieces: { address: number; values: Float32Array | Int32Array }[] = [];
  private next: number;

  /** @param start its first byte. */
  constructor(start: number) {
    this.next = aligned(start);
  }

  /** One past its last byte. */
  get end(): number {
    return this.next;
  }

  /** Adds values. @returns where they will lie. */
  add(values: Float32Array | Int32Array): number {
    const address = this.reserve(values.byteLength);
    this.pieces.push({ address, values });
    return address;
  }

  /** Keeps room free. @returns its address. */
  reserve(bytes: number): number {
    const address = this.next;
    this.next += aligned(bytes);
    return address;
  }

  /** Writes everything that was added, and lets go of it. */
  writeTo(memory: ArrayBufferLike): void {
    for (const { address, values } of this.pieces) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(memory, address, bytes.length).set(bytes);
    }
    this.pieces.length = 0;
  }
}
