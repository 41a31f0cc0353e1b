/**
 * Has the browser ask before the page goes, also when the host loads it anew after a change of its
 * language. The words are the browser's own.
 *
 * @param isAtRisk whether something would be lost
 */
export function askBeforeUnload(isAtRisk: () => boolean): void {
  window.addEventListener('beforeunload', (event) => {
    if (isAtRisk()) {
      event.preventDefault();
    }
  });
}
