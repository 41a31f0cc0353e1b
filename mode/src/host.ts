/** The narrow part of OHIF's mode contract that this mode uses. */

/** What a mode is entered with. */
export interface ModeContext {
  readonly servicesManager: {
    readonly services: {
      readonly customizationService: {
        setCustomizations(customizations: Readonly<Record<string, unknown>>): void;
      };
    };
  };
}

/** An instance of a mode, as far as this mode takes it over. */
export interface ModeInstance {
  onModeEnter(context: ModeContext): void;
  readonly extensions: Readonly<Record<string, string>>;
  readonly sopClassHandlers: readonly string[];
  readonly toolbarButtons: readonly unknown[];
  readonly toolbarSections: readonly unknown[];
  readonly [part: string]: unknown;
}

/** What the host's factory gives to a mode that makes itself. */
export interface ModeFactoryOptions {
  readonly modeConfiguration?: Readonly<Record<string, unknown>>;
  loadModules(
    names: readonly string[],
  ): Promise<readonly { readonly modeInstance?: ModeInstance }[]>;
}

/** What the study list knows of a study. */
export interface StudySummary {
  /** Modalities of its series, separated by backslashes. */
  readonly modalities: string;
}
