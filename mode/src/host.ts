/**
 * The part of OHIF's mode contract that this mode uses, common to 3.11 to 3.14. The host's packages
 * ship no type declarations.
 */

/** A toolbar button, or a button that opens a section of further ones. */
export interface ToolbarButton {
  readonly id: string;
  readonly uiType: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Button IDs by toolbar section. */
export type ToolbarSections = Readonly<Record<string, readonly string[]>>;

export type ToolBinding = { readonly mouseButton: number } | { readonly numTouchPoints: number };

/** A Cornerstone tool with its bindings. */
export interface Tool {
  readonly toolName: string;
  readonly bindings?: readonly ToolBinding[];
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** Tools of a tool group by state. */
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

/** Services by their names in the services manager. */
export interface Services {
  readonly customizationService: {
    /** Undefined if nothing is set under the name. */
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

/** Argument of onModeEnter and onModeExit. */
export interface ModeContext {
  readonly servicesManager: { readonly services: Services };
  readonly extensionManager: { getModuleEntry(id: string): unknown };
  readonly commandsManager: {
    runCommand(name: string, options: Readonly<Record<string, unknown>>): unknown;
  };
}

/** Argument of modeFactory. */
export interface ModeFactoryOptions {
  readonly modeConfiguration?: Readonly<Record<string, unknown>>;
}

/** A study in the study list. */
export interface StudySummary {
  /** Modalities in Study, separated by backslashes. */
  readonly modalities: string;
}
