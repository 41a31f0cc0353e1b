/** A decimal string (VR DS) of at most 16 characters, as close to the value as they allow. */
export function decimalString(value: number): string {
  for (let digits = 10; digits > 1; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) {
      return text;
    }
  }
  return value.toPrecision(2);
}
