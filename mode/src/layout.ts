import { panelId, viewportId } from '@echonet/ohif-extension/ids';

const host = {
  layout: '@ohif/extension-default.layoutTemplateModule.viewerLayout',
  measurements: '@ohif/extension-cornerstone.panelModule.panelMeasurement',
  thumbnails: '@ohif/extension-default.panelModule.seriesList',
  stack: '@ohif/extension-default.sopClassHandlerModule.stack',
  reportHandler: '@ohif/extension-cornerstone-dicom-sr.sopClassHandlerModule.dicom-sr',
  reportHandler3d: '@ohif/extension-cornerstone-dicom-sr.sopClassHandlerModule.dicom-sr-3d',
  reportViewport: '@ohif/extension-cornerstone-dicom-sr.viewportModule.dicom-sr',
  pdfHandler: '@ohif/extension-dicom-pdf.sopClassHandlerModule.dicom-pdf',
  pdfViewport: '@ohif/extension-dicom-pdf.viewportModule.dicom-pdf',
} as const;

/**
 * The most specific first. The host's handler for DICOM video is left out: it would claim clips and
 * show them where no overlay is possible.
 */
export const sopClassHandlers = [
  host.reportHandler3d,
  host.reportHandler,
  host.pdfHandler,
  host.stack,
] as const;

export function layoutTemplate() {
  return {
    id: host.layout,
    props: {
      leftPanels: [host.thumbnails],
      leftPanelResizable: true,
      rightPanels: [panelId, host.measurements],
      rightPanelResizable: true,
      // A result, its word and its buttons on one line; CSS pixels.
      rightPanelInitialExpandedWidth: 360,
      viewports: [
        { namespace: viewportId, displaySetsToDisplay: [host.stack] },
        {
          namespace: host.reportViewport,
          displaySetsToDisplay: [host.reportHandler, host.reportHandler3d],
        },
        { namespace: host.pdfViewport, displaySetsToDisplay: [host.pdfHandler] },
      ],
    },
  };
}
