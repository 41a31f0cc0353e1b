import type { Cornerstone, CornerstoneTools, HostManagers } from './contracts';

const utilities = '@ohif/extension-cornerstone.utilityModule.common';

interface Libraries {
  readonly cornerstone: Cornerstone;
  readonly cornerstoneTools: CornerstoneTools;
}

interface UtilityModule {
  exports: { getCornerstoneLibraries(): Libraries };
}

/**
 * The host's own copies of @cornerstonejs/core and @cornerstonejs/tools.
 *
 * @throws Error as a sentence without the host's cornerstone extension
 */
export function hostLibraries({ extensionManager }: HostManagers): Libraries {
  const module = extensionManager.getModuleEntry(utilities) as UtilityModule | undefined;
  if (!module) {
    throw new Error(
      'EchoNet needs the extension @ohif/extension-cornerstone, which this viewer lacks.',
    );
  }
  return module.exports.getCornerstoneLibraries();
}

export function hostCornerstone(host: HostManagers): Cornerstone {
  return hostLibraries(host).cornerstone;
}
