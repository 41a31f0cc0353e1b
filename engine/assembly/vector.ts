/** a * b + c for four numbers, rounded once where the machine has fused multiply-add. */
// @ts-expect-error a decorator of AssemblyScript
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Keeps values where the mask is above 0; 0 elsewhere. */
// @ts-expect-error a decorator of AssemblyScript
@inline
export function keptWherePositive(values: v128, mask: usize): v128 {
  return v128.and(values, f32x4.gt(v128.load(mask), f32x4.splat(0)));
}

/** Stores the first `count` of four numbers. */
export function storeFirst(address: usize, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(address, values);
    return;
  }
  if (count > 0) store<f32>(address, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(address, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(address, f32x4.extract_lane(values, 2), 8);
}
