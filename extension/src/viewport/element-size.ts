/**
 * Size of an element in CSS pixels. Once the element is observed, asking for it does not make the browser
 * lay out the page within a frame of the cine.
 */
export class ElementSize {
  private readonly observer: ResizeObserver;
  private element: HTMLElement | undefined;
  private known: readonly [width: number, height: number] | undefined;

  /** @param onChange called after the size has changed, and once for every new element */
  constructor(onChange: () => void) {
    this.observer = new ResizeObserver(([{ target }]) => {
      if (target === this.element) {
        this.known = [target.clientWidth, target.clientHeight];
        onChange();
      }
    });
  }

  of(element: HTMLElement): readonly [width: number, height: number] {
    if (element !== this.element) {
      this.observer.disconnect();
      this.element = element;
      this.known = undefined;
      this.observer.observe(element);
    }
    return this.known ?? [element.clientWidth, element.clientHeight];
  }

  close(): void {
    this.observer.disconnect();
  }
}
