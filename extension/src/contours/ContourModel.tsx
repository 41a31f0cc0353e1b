import { useState, type ReactElement } from 'react';
import type { SegmentationManifest } from '@echonet/models';
import { LazyCardText } from '../models/LazyCardText';
import { Fact } from '../models/ModelCard';
import { Dialog } from '../panel/Dialog';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import { modelTitle } from '../strings';

/** On whom the segmentation model was trained and under which licence it comes, and its card. */
export function ContourModel({
  manifest,
}: {
  readonly manifest: SegmentationManifest;
}): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const strings = useStrings();
  const { contours, model } = strings;
  const { provenance, intendedUse, modelCard } = manifest;
  const { data, patients, licence, citation } = provenance;
  const title = modelTitle(strings, manifest);
  const trained = strings.patients(patients.train);
  return (
    <>
      <p className="echonet-muted" {...testHooks('echonet-contour-model')}>
        {contours.model(title, trained, licence ?? '')}
      </p>
      <Dialog
        title={contours.about}
        testId="echonet-contour-card"
        onOpen={() => setWasOpened(true)}
      >
        <dl>
          <Fact name={model.name}>{title}</Fact>
          <Fact name={model.intendedUse}>{intendedUse}</Fact>
          <Fact name={model.trainedOn}>
            {data} ({trained})
          </Fact>
          {licence && <Fact name={contours.licence}>{licence}</Fact>}
          {citation && <Fact name={contours.citation}>{citation}</Fact>}
        </dl>
        {wasOpened && modelCard && <LazyCardText markdown={modelCard} />}
      </Dialog>
    </>
  );
}
