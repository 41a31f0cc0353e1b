import { aligned } from './arena';

/** Constants of a program (weights, tables, steps), laid out before memory exists. */
export class DataSegment {
  private readonly pieces: { address: number; values: Float32Array | Int32Array }[] = [];
  private next: number;

  constructor(start: number) {
    this.next = aligned(start);
  }

  get end(): number {
    return this.next;
  }

  /** @returns the address of the values */
  add(values: Float32Array | Int32Array): number {
    const address = this.reserve(values.byteLength);
    this.pieces.push({ address, values });
    return address;
  }

  /** @returns the address of the reserved bytes */
  reserve(bytes: number): number {
    const address = this.next;
    this.next += aligned(bytes);
    return address;
  }

  /** Writes everything that was added to memory and releases it. */
  writeTo(memory: ArrayBufferLike): void {
    for (const { address, values } of this.pieces) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(memory, address, bytes.length).set(bytes);
    }
    this.pieces.length = 0;
  }
}
