import asc from 'assemblyscript/asc';

const sums = Array.from({ length: 10 }, (_, i) => `s${i}`);

/**
 * Ten independent chains of multiply-adds in registers, without memory access: the arithmetic limit of
 * a WebAssembly thread.
 */
const source = `
  export function multiplyAdds(steps: i32): f32 {
    const factor = f32x4.splat(0.999);
    const addend = f32x4.splat(0.001);
    ${sums.map((sum, i) => `let ${sum} = f32x4.splat(${i}.5);`).join('\n    ')}
    for (let step = 0; step < steps; step++) {
      ${Array.from({ length: 8 }, () => sums)
        .flat()
        .map((sum) => `${sum} = f32x4.relaxed_madd(${sum}, factor, addend);`)
        .join('\n      ')}
    }
    return f32x4.extract_lane(${sums.reduce((a, b) => `f32x4.add(${a}, ${b})`)}, 0);
  }`;

/**
 * Compiles the kernel that measures the arithmetic limit.
 *
 * @throws Error with the compiler's messages
 */
export async function compilePeakKernel(): Promise<Uint8Array> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    noAssert: true,
    runtime: 'stub',
    enable: ['simd', 'relaxed-simd'],
  });
  if (error || !binary) {
    throw new Error(`The kernel does not compile: ${stderr.toString()}`);
  }
  return binary;
}
