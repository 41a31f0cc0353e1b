/**
 * The version that the host's About dialog says: no version of OHIF up to 3.14 exposes it otherwise.
 *
 * @param about the host's customization 'ohif.aboutModal', a component
 * @returns undefined where the dialog is another one
 */
export function hostVersion(about: unknown): string | undefined {
  if (typeof about !== 'function') {
    return undefined;
  }
  return /["'`](\d+\.\d+\.\d+(?:-[\w.]+)?)["'`]/.exec(Function.prototype.toString.call(about))?.[1];
}
