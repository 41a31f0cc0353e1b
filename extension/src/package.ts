import extension from './index';

/**
 * The extension as a package for viewers built from source. The arguments of its functions have no
 * published types, hence `never`.
 */
export interface OhifExtension {
  /** The package name. */
  readonly id: string;
  preRegistration(context: never): void;
  onModeEnter(): void;
  onModeExit(): void;
  getCommandsModule(context: never): object;
  getPanelModule(context: never): object[];
  getToolbarModule(context: never): object[];
  getViewportModule(context: never): object[];
}

const packaged: OhifExtension = extension;

export default packaged;
