import { hostLanguage } from '@echonet/ohif-extension/ids';
import { keepButtonKeys, releaseButtonKeys } from './button-keys';
import type { ModeContext, ToolbarButton, ToolbarSections } from './host';
import { toolGroups } from './tool-groups';
import { hotkeyBindings } from './toolbar';

/** Buttons and sections, unless customizations override them. */
export interface Toolbar {
  readonly toolbarButtons: readonly ToolbarButton[];
  readonly toolbarSections: ToolbarSections;
}

/** Creates tool groups, toolbar and hotkeys; called on every entry, since leaving clears them. */
export function enter(toolbar: Toolbar, context: ModeContext): void {
  const { customizationService, measurementService, toolbarService, toolGroupService } =
    context.servicesManager.services;
  measurementService.clearMeasurements();
  for (const [id, tools] of toolGroups(context)) {
    toolGroupService.createToolGroupAndAddTools(id, tools);
  }
  // From 3.13 on customizations can change a mode's buttons; the host keeps the result here.
  const customized = <Value>(name: keyof Toolbar, own: Value): Value =>
    (customizationService.getCustomization(name) as Value | undefined) ?? own;
  toolbarService.register(customized('toolbarButtons', toolbar.toolbarButtons));
  const sections = customized('toolbarSections', toolbar.toolbarSections);
  for (const [section, buttonIds] of Object.entries(sections)) {
    toolbarService.updateSection(section, buttonIds);
  }
  customizationService.setCustomizations({
    'ohif.hotkeyBindings': { $push: hotkeyBindings(hostLanguage()) },
  });
  keepButtonKeys();
}

/** Clears the mode's state, as the host's own modes do. */
export function leave({ servicesManager: { services } }: ModeContext): void {
  releaseButtonKeys();
  services.uiDialogService.hideAll();
  services.uiModalService.hide();
  services.toolGroupService.destroy();
  services.syncGroupService.destroy();
  services.segmentationService.destroy();
  services.cornerstoneViewportService.destroy();
}
