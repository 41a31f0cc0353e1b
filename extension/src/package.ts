import extension from './index';

/**
 * EchoNet as a package for a viewer that is built from source. What the host's functions are handed
 * has no published types.
 */
export interface OhifExtension {
  /** The package's name, as the host asks. */
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
