import type { HostManagers } from './contracts';

/** See {@link Viewer.showFrame}. */
export function showFrame(
  host: HostManagers,
  displaySetInstanceUID: string,
  frameIndex: number,
): void {
  const { viewportGridService, cornerstoneViewportService } = host.servicesManager.services;
  const activeId = viewportGridService.getActiveViewportId();
  const shows = (viewportId: string) =>
    viewportGridService
      .getDisplaySetsUIDsForViewport(viewportId)
      ?.includes(displaySetInstanceUID) === true;
  const ids = [...viewportGridService.getState().viewports.keys()];
  const shownIn = activeId && shows(activeId) ? activeId : ids.find(shows);
  if (shownIn !== undefined) {
    goToFrame(host, shownIn, frameIndex);
    return;
  }
  if (!activeId) {
    return;
  }
  const { VIEWPORT_DATA_CHANGED } = cornerstoneViewportService.EVENTS;
  const subscription = cornerstoneViewportService.subscribe(VIEWPORT_DATA_CHANGED, (detail) => {
    if ((detail as { viewportId?: string }).viewportId !== activeId) {
      return;
    }
    subscription.unsubscribe();
    if (shows(activeId)) {
      goToFrame(host, activeId, frameIndex);
    }
  });
  host.commandsManager.run('setDisplaySetsForViewports', {
    viewportsToUpdate: [{ viewportId: activeId, displaySetInstanceUIDs: [displaySetInstanceUID] }],
  });
}

function goToFrame(host: HostManagers, viewportId: string, frameIndex: number): void {
  const { cineService, cornerstoneViewportService } = host.servicesManager.services;
  const viewport = cornerstoneViewportService.getCornerstoneViewport(viewportId);
  if (cineService.getState().cines?.[viewportId]?.isPlaying) {
    cineService.setCine({ id: viewportId, isPlaying: false });
  }
  if (viewport) {
    cineService.stopClip(viewport.element, { viewportId });
    void viewport.setImageIdIndex(frameIndex);
  }
}
