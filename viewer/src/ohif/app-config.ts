export interface AppConfigOptions {
  /** Absent while no plugin is built. */
  loader?: string;
  /** Root of the URLs in the archive's answers, where it differs from this origin. */
  archiveRoot?: string;
}

/**
 * The viewer's run-time configuration: the archive at /dicom-web of the same origin as its only data
 * source, and the line by which a hospital adds the plugin.
 *
 * @returns the text of app-config.js
 */
export function appConfigScript({ loader, archiveRoot }: AppConfigOptions): string {
  const config = {
    name: 'EchoNet for OHIF',
    routerBasename: '/',
    extensions: [],
    modes: [],
    customizationService: {},
    showStudyList: true,
    maxNumberOfWebWorkers: 3,
    showWarningMessageForCrossOrigin: false,
    showCPUFallbackMessage: true,
    showLoadingIndicator: true,
    strictZSpacingForVolumeViewport: true,
    groupEnabledModesFirst: true,
    // The panel says what research use means, beside every number; the host's dialog would cover it.
    investigationalUseDialog: { option: 'never' },
    maxNumRequests: { interaction: 100, thumbnail: 5, prefetch: 25 },
    showErrorDetails: 'always',
    defaultDataSourceName: 'archive',
    dataSources: [
      {
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        sourceName: 'archive',
        configuration: {
          friendlyName: 'Echo archive',
          name: 'archive',
          qidoRoot: '/dicom-web',
          wadoRoot: '/dicom-web',
          wadoUriRoot: '/dicom-web',
          qidoSupportsIncludeField: true,
          imageRendering: 'wadors',
          // Drawn by the viewer itself: Orthanc and others differ in the images they render.
          thumbnailRendering: 'wadors',
          enableStudyLazyLoad: true,
          supportsFuzzyMatching: false,
          supportsWildcard: true,
          staticWado: false,
          singlepart: 'bulkdata,video',
          bulkDataURI: {
            enabled: true,
            relativeResolution: 'studies',
            ...(archiveRoot ? { startsWith: archiveRoot, prefixWith: '/dicom-web' } : {}),
          },
          omitQuotationForMultipartRequest: true,
          dicomUploadEnabled: true,
        },
      },
    ],
    echonet: {},
  };
  // The host calls a handler for every failed request and throws where there is none.
  const errorHandler =
    "window.config.httpErrorHandler = (error) => console.warn('The archive failed:', error);";
  const plugin = loader ? `document.write('<script src="${loader}"></script>');\n` : '';
  return `window.config = ${JSON.stringify(config, null, 2)};\n${errorHandler}\n${plugin}`;
}
