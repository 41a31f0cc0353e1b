import { newUid } from '@echonet/dicom';
import { coded, container, num, reportFile } from '@echonet/dicom/testing';
import { readCine } from '@echonet/dicom/node';
import { axeViolations } from '../support/axe';
import { phantomClip } from '../support/clips';
import { openEchoNet, openTab } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { saveScreenshot } from '../support/screenshot';
import { storeInstances } from '../support/stow';

const biplane = coded('SCT:370129005|Measurement Method', 'DCM:125207|Method of Disks, Biplane');

/** An echo report (TID 5200) as an ultrasound machine writes it. */
function machineReport(
  attributes: Readonly<Record<string, unknown>>,
  [ef, edv, esv]: readonly [number, number, number],
): Uint8Array {
  return reportFile(
    'DCM:125200|Adult Echocardiography Procedure Report',
    [
      container('DCM:121070|Findings', [
        num('LN:18043-0|Left Ventricular Ejection Fraction by US', ef, '%', [biplane]),
        num('LN:18026-5|Left Ventricular End Diastolic Volume', edv, 'mL', [biplane]),
        num('LN:18148-7|Left Ventricular End Systolic Volume', esv, 'mL', [biplane]),
      ]),
    ],
    {
      ...attributes,
      Manufacturer: 'Test ultrasound machine',
      SeriesInstanceUID: newUid(),
      SOPInstanceUID: newUid(),
      SeriesNumber: 99,
      InstanceNumber: 1,
    },
  );
}

test.describe('what the study says beside EchoNet', () => {
  test('has the reports of the ultrasound machine and, on request, those of prior studies', async ({
    page,
    viewer,
  }) => {
    const clip = await phantomClip(23);
    const { instance } = await readCine(clip.file);
    const { PatientID, PatientName, StudyInstanceUID, StudyDate } = instance;
    const patient = { PatientID, PatientName };
    await storeInstances(viewer.dicomwebUrl, [
      clip.file,
      machineReport({ ...patient, StudyInstanceUID, StudyDate }, [55, 120, 54]),
      machineReport(
        { ...patient, StudyInstanceUID: newUid(), StudyDate: '20050411' },
        [61, 118, 46],
      ),
      machineReport(
        { PatientID: 'someone else', StudyInstanceUID: newUid(), StudyDate: '20050411' },
        [20, 200, 160],
      ),
    ]);
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    await expect(page.getByTestId('echonet-hints').locator('li')).toHaveCount(3);
    await saveScreenshot(page, 'first-use');
    await page.getByTestId('echonet-hints-dismiss').click();
    await expect(page.getByTestId('echonet-hints')).toHaveCount(0);
    const line = page.getByTestId('echonet-sonographer-line');
    await expect(line).toHaveText('Sonographer: EF 55 %, EDV 120 mL, ESV 54 mL');
    await line.click();
    const rows = page.getByTestId('echonet-sonographer-row');
    await expect(rows.first().locator('td')).toHaveText(['55', '–', '–']);
    await page.getByTestId('echonet-find-priors').click();
    await expect(page.getByTestId('echonet-priors-found')).toBeVisible();
    await expect(rows.first().locator('td')).toHaveText(['55', '–', '–', '61']);
    await expect(page.getByRole('columnheader', { name: 'Apr 11, 2005' })).toBeVisible();
    // A prior study is read, not added to the viewer.
    await expect(page.getByTestId('echonet-clip')).toHaveCount(1);
    await saveScreenshot(page, 'sonographer');
    expect(await axeViolations(page, '[data-testid="echonet-sonographer"]')).toEqual([]);

    await openTab(page, 'models');
    await expect(page.getByTestId('echonet-host-version')).toContainText(/OHIF 3\.\d+\.\d+/);
    const help = page.getByTestId('echonet-help').last();
    const [guide] = await Promise.all([page.context().waitForEvent('page'), help.click()]);
    await expect(guide.getByRole('heading', { name: 'Models and diagnostics' })).toBeVisible();
    await guide.close();
  });
});
