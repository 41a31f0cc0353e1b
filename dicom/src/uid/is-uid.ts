/** Components of digits, separated by dots (PS3.5 9.1). */
const uidPattern = /^[0-9]+(\.[0-9]+)*$/;

/**
 * True for a UID of at most 64 characters. Leading zeros of a component, which the standard forbids
 * and devices write, are accepted; path separators and '..' are not.
 */
export function isUid(text: string): boolean {
  return text.length <= 64 && uidPattern.test(text);
}
