import type { Cornerstone, HostManagers, HostViewport } from '../host/contracts';

/**
 * Listens to the host's viewport. The host enables its element and loads images only after the overlay
 * is mounted, and may replace the element later.
 */
export class ViewportEvents {
  private readonly subscriptions: (() => void)[] = [];
  private readonly drawEvents: readonly string[];
  private element: HTMLDivElement | undefined;

  /**
   * @param viewportId of the viewport at the time of the call
   * @param onDraw called when the viewport has rendered, moved its camera or changed its frame
   */
  constructor(
    cornerstone: Pick<Cornerstone, 'eventTarget' | 'Enums'>,
    private readonly host: HostManagers,
    private readonly viewportId: () => string,
    private readonly onDraw: () => void,
  ) {
    const { eventTarget, Enums } = cornerstone;
    const { ELEMENT_ENABLED, IMAGE_RENDERED, CAMERA_MODIFIED, STACK_NEW_IMAGE } = Enums.Events;
    this.drawEvents = [IMAGE_RENDERED, CAMERA_MODIFIED, STACK_NEW_IMAGE];
    const onViewport = () => {
      this.attach();
      onDraw();
    };
    eventTarget.addEventListener(ELEMENT_ENABLED, onViewport);
    const { cornerstoneViewportService } = host.servicesManager.services;
    const subscription = cornerstoneViewportService.subscribe(
      cornerstoneViewportService.EVENTS.VIEWPORT_DATA_CHANGED,
      onViewport,
    );
    this.subscriptions.push(
      () => eventTarget.removeEventListener(ELEMENT_ENABLED, onViewport),
      () => subscription.unsubscribe(),
    );
    this.attach();
  }

  viewport(): HostViewport | undefined {
    const { cornerstoneViewportService } = this.host.servicesManager.services;
    return cornerstoneViewportService.getCornerstoneViewport(this.viewportId()) ?? undefined;
  }

  /** Moves the listeners to the viewport's present element. */
  attach(): void {
    const element = this.viewport()?.element;
    if (!element || element === this.element) {
      return;
    }
    this.detach();
    this.element = element;
    for (const event of this.drawEvents) {
      element.addEventListener(event, this.onDraw);
    }
  }

  /** Removes all listeners. */
  close(): void {
    this.detach();
    for (const end of this.subscriptions) {
      end();
    }
  }

  private detach(): void {
    for (const event of this.drawEvents) {
      this.element?.removeEventListener(event, this.onDraw);
    }
    this.element = undefined;
  }
}
