/** Components of digits, separated by dots, at most 64 characters (PS3.5 section 9.1). */
const uidPattern = /^[0-9]+(\.[0-9]+)*$/;

/**
 * True for a DICOM unique identifier. Leading zeros of a component, which the standard forbids and
 * devices write, are let through; anything that could leave a folder is not.
 */
export function isUid(text: string): boolean {
  return text.length <= 64 && uidPattern.test(text);
}
