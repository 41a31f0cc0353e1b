import { extensionId } from '@echonet/ohif-extension/ids';
import { createMode } from './create-mode';

/** The mode as a package for a viewer that is built from source. */
export interface OhifMode {
  /** The package's name, as the host asks. */
  readonly id: string;
  /** What the host makes the mode with, optionally with properties that replace its own. */
  modeFactory(options: { modeConfiguration?: Readonly<Record<string, unknown>> }): object;
  /** Versions by package name. */
  readonly extensionDependencies: Readonly<Record<string, string>>;
}

const mode: OhifMode = createMode({ [extensionId]: '0.1.0' });

export default mode;
