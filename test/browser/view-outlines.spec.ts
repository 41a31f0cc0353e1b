import { modelFiles, segmentationModelFiles, viewClassifierFiles } from '@echonet/models/testing';
import { phantomClip } from '../support/clips';
import { openEchoNet } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { serveModels } from '../support/serve-models';
import { storeInstances } from '../support/stow';

test('a real clip that the classifier accepts is held back where its outlines are not those of an A4C', async ({
  page,
  viewer,
}) => {
  const real = await phantomClip(31, { more: { Manufacturer: 'A scanner' } });
  const simulated = await phantomClip(32);
  await storeInstances(viewer.dicomwebUrl, [real.file, simulated.file]);
  // The classifier accepts every image; random weights outline nothing that looks like a heart.
  await serveModels(page, {
    reading: modelFiles(),
    viewClassifier: viewClassifierFiles(0),
    segmentation: segmentationModelFiles(1, { simulated: false }),
  });

  await openEchoNet(page, viewer.url, simulated.StudyInstanceUID);
  await page.getByTestId('echonet-check-views').click();
  await expect(page.locator('.echonet-view[data-accepted="true"]')).toBeVisible({
    timeout: 120_000,
  });

  await openEchoNet(page, viewer.url, real.StudyInstanceUID);
  await page.getByTestId('echonet-run').click();
  const heldBack = page.getByTestId('echonet-held-back');
  await expect(heldBack).toContainText(/probably not A4C \([^%]*(ventricle|atrium)[^%]*\)/, {
    timeout: 120_000,
  });
  await expect(page.getByTestId('echonet-result')).toHaveCount(0);
  await page.getByTestId('echonet-score-anyway').click();
  // What was learned from simulated hearts is folded away on a real clip.
  await expect(page.getByTestId('echonet-result').first()).toBeAttached({ timeout: 120_000 });
  await expect(page.getByTestId('echonet-warnings')).toContainText("at the reader's request");
});
