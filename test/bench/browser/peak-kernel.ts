/** Indices of the kernel's local variables: its parameter, the sums, a factor and an addend. */
const [steps, firstSum, factor, addend] = [0, 1, 11, 12];
const sums = Array.from({ length: 10 }, (_, i) => firstSum + i);

/** Codes of WebAssembly's binary format, of its SIMD and relaxed SIMD instructions too. */
const code = {
  f32: 0x7d,
  i32: 0x7f,
  v128: 0x7b,
  functionType: 0x60,
  noResult: 0x40,
  loop: 0x03,
  branchIf: 0x0d,
  end: 0x0b,
  getLocal: 0x20,
  setLocal: 0x21,
  teeLocal: 0x22,
  constI32: 0x41,
  constF32: 0x43,
  subtractI32: 0x6b,
  splat: [0xfd, 0x13],
  lane0: [0xfd, 0x1f, 0],
  add: [0xfd, 0xe4, 0x01],
  multiplyAdd: [0xfd, 0x85, 0x02],
} as const;

/**
 * A WebAssembly module that exports `multiplyAdds(steps: i32): f32`, for 1 step and more. Each step is
 * eight times ten independent chains of multiply-adds in registers, without memory access: the arithmetic
 * limit of a thread. It is assembled here, since loading a compiler takes longer than the measurement.
 */
export function peakKernel(): Uint8Array {
  const splat = (value: number, local: number) => [
    ...[code.constF32, ...new Uint8Array(Float32Array.of(value).buffer)],
    ...[...code.splat, code.setLocal, local],
  ];
  const multiplyAdd = (sum: number) => [
    ...[code.getLocal, sum, code.getLocal, factor, code.getLocal, addend],
    ...[...code.multiplyAdd, code.setLocal, sum],
  ];
  const body = [
    ...[1, sums.length + 2, code.v128],
    ...sums.flatMap((local, i) => splat(i + 0.5, local)),
    ...splat(0.999, factor),
    ...splat(0.001, addend),
    ...[code.loop, code.noResult],
    ...Array.from({ length: 8 }, () => sums.flatMap(multiplyAdd)).flat(),
    ...[code.getLocal, steps, code.constI32, 1, code.subtractI32, code.teeLocal, steps],
    ...[code.branchIf, 0, code.end],
    ...sums.flatMap((local, i) => [code.getLocal, local, ...(i === 0 ? [] : code.add)]),
    ...[...code.lane0, code.end],
  ];
  const name = [...Buffer.from('multiplyAdds')];
  return Uint8Array.from([
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, [1, code.functionType, 1, code.i32, 1, code.f32]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...sized(name), 0, 0]),
    ...section(10, [1, ...sized(body)]),
  ]);
}

const section = (id: number, content: readonly number[]) => [id, ...sized(content)];

/** Puts the length before the bytes, as LEB128. */
function sized(bytes: readonly number[]): number[] {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 0x7f; rest >>= 7) {
    length.push((rest & 0x7f) | 0x80);
  }
  return [...length, rest, ...bytes];
}
