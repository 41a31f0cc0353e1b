import type { Cornerstone, HostManagers } from './contracts';

const utilities = '@ohif/extension-cornerstone.utilityModule.common';

interface UtilityModule {
  exports: { getCornerstoneLibraries(): { cornerstone: Cornerstone } };
}

/**
 * The host's own copy of @cornerstonejs/core.
 *
 * @throws Error when the host has no cornerstone extension.
 */
export function hostCornerstone({ extensionManager }: HostManagers): Cornerstone {
  const module = extensionManager.getModuleEntry(utilities) as UtilityModule | undefined;
  if (!module) {
    throw new Error(
      'EchoNet needs the extension @ohif/extension-cornerstone, which this viewer lacks.',
    );
  }
  return module.exports.getCornerstoneLibraries().cornerstone;
}
