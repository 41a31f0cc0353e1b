/**
 * The narrow part of OHIF's mode contract that this mode uses: what 3.11, 3.12, 3.13 and 3.14 have in
 * common. The host's packages ship no type declarations.
 */

/** A button of the host's toolbar, or a button that opens a section of further ones. */
export interface ToolbarButton {
  readonly id: string;
  readonly uiType: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Which buttons a section of the toolbar shows, by the section's name. */
export type ToolbarSections = Readonly<Record<string, readonly string[]>>;

/** What a tool listens to: a button of the mouse, or so many fingers. */
export type ToolBinding = { readonly mouseButton: number } | { readonly numTouchPoints: number };

/** A tool of Cornerstone and how it listens. */
export interface Tool {
  readonly toolName: string;
  readonly bindings?: readonly ToolBinding[];
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** The tools of one group of viewports, by their state. */
export interface ToolGroup {
  readonly active: readonly Tool[];
  readonly passive: readonly Tool[];
  readonly enabled: readonly Tool[];
  readonly disabled?: readonly Tool[];
}

/** The `utilityModule.tools` of the host's extensions. */
export interface ToolsModule {
  readonly exports: {
    readonly toolNames: Readonly<Record<string, string | undefined>>;
    readonly Enums: { readonly MouseBindings: Readonly<Record<string, number>> };
  };
}

interface Destroyable {
  destroy(): void;
}

/** The host's services, by the names the services manager keeps them under. */
export interface Services {
  readonly customizationService: {
    /** Undefined where nothing is set under the name. */
    getCustomization(name: string): unknown;
    setCustomizations(customizations: Readonly<Record<string, unknown>>): void;
  };
  readonly measurementService: { clearMeasurements(): void };
  readonly toolbarService: {
    register(buttons: readonly ToolbarButton[]): void;
    updateSection(section: string, buttonIds: readonly string[]): void;
  };
  readonly toolGroupService: Destroyable & {
    createToolGroupAndAddTools(toolGroupId: string, tools: ToolGroup): void;
  };
  readonly syncGroupService: Destroyable;
  readonly segmentationService: Destroyable;
  readonly cornerstoneViewportService: Destroyable;
  readonly uiDialogService: { hideAll(): void };
  readonly uiModalService: { hide(): void };
}

/** What a mode is entered and left with. */
export interface ModeContext {
  readonly servicesManager: { readonly services: Services };
  readonly extensionManager: { getModuleEntry(id: string): unknown };
  readonly commandsManager: {
    runCommand(name: string, options: Readonly<Record<string, unknown>>): unknown;
  };
}

/** What the host's factory gives to a mode that makes itself. */
export interface ModeFactoryOptions {
  readonly modeConfiguration?: Readonly<Record<string, unknown>>;
}

/** What the study list knows of a study. */
export interface StudySummary {
  /** Modalities of its series, separated by backslashes. */
  readonly modalities: string;
}
