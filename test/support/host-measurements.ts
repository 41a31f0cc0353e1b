import type { Locator, Page } from '@playwright/test';
import { openTab } from './echonet-panel';

interface HostWindow {
  services: {
    measurementService: {
      getMeasurements(): { uid: string; source: { name: string } }[];
      remove(uid: string): void;
    };
  };
  cornerstoneTools: { annotation: { state: { getAnnotation(uid: string): unknown } } };
  commandsManager: {
    runCommand(name: string, options: object, context: string): Promise<unknown>;
  };
}

/** Shows OHIF's own list of measurements in place of EchoNet's panel. */
export async function openHostMeasurements(page: Page): Promise<void> {
  await page.locator('[data-cy="panelMeasurement-btn"]').click();
}

export async function openEchoNetPanel(page: Page): Promise<void> {
  await page.locator('[data-cy="echonet-btn"]').click();
}

/** EchoNet's rows in the list. */
export function listedContours(page: Page): Locator {
  return page.getByText(/^EchoNet: L[VA] contour, E[DS]$/);
}

/** Accepts a value measured from contours, or takes its acceptance back. */
export async function acceptMeasured(page: Page, measure: string): Promise<void> {
  await openTab(page, 'results');
  await page
    .locator(`[data-measure="${measure}"][data-unit]`)
    .getByTestId('echonet-accept')
    .click();
}

/** Deletes the first of EchoNet's rows, as its button in the list does. */
export function deleteListedContour(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { measurementService } = (window as unknown as HostWindow).services;
    const [first] = measurementService
      .getMeasurements()
      .filter(({ source }) => source.name === 'EchoNet');
    measurementService.remove(first.uid);
  });
}

/** How many of the listed measurements are annotations of OHIF's tools, which its own reports hold. */
export function countListedAnnotations(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { services, cornerstoneTools } = window as unknown as HostWindow;
    const { state } = cornerstoneTools.annotation;
    return services.measurementService
      .getMeasurements()
      .filter(({ uid }) => state.getAnnotation(uid) !== undefined).length;
  });
}

/** Has OHIF make a report of its own of all listed measurements; returns why it did not, if so. */
export function downloadHostReport(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const { services, commandsManager } = window as unknown as HostWindow;
    try {
      await commandsManager.runCommand(
        'storeMeasurements',
        {
          measurementData: services.measurementService.getMeasurements(),
          dataSource: 'download',
          additionalFindingTypes: ['ArrowAnnotate'],
        },
        'CORNERSTONE_STRUCTURED_REPORT',
      );
      return undefined;
    } catch (error) {
      return String(error);
    }
  });
}
