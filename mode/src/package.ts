import { extensionId } from '@echonet/ohif-extension/ids';
import packageFile from '../package.json';
import { createMode } from './create-mode';

/** The mode as a package for OHIF built from source. */
export interface OhifMode {
  /** The package name, as the host requires. */
  readonly id: string;
  /** @param options properties that override the mode's own */
  modeFactory(options: { modeConfiguration?: Readonly<Record<string, unknown>> }): object;
  /** Version ranges by package name. */
  readonly extensionDependencies: Readonly<Record<string, string>>;
}

const mode: OhifMode = createMode({ [extensionId]: packageFile.peerDependencies[extensionId] });

export default mode;
