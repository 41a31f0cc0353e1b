import { pendingGraphics } from '@echonet/dicom';
import type { DisplaySet } from '../../host/contracts';
import { inTime } from '../../host/in-time';

type Pending = ReturnType<typeof pendingGraphics>[number];

/** Coordinates of structured reports that the archive gives by reference, fetched once by the host. */
export class BulkCoordinates {
  private readonly requested = new WeakSet<Pending>();
  private openRequests = 0;

  /**
   * Whether nothing is to be waited for: everything is there, or cannot be fetched. Fetches what is missing.
   *
   * @param onFetched called once all open requests have ended
   */
  areThere(displaySets: readonly DisplaySet[], onFetched: () => void): boolean {
    const missing = displaySets
      .filter(({ Modality }) => Modality === 'SR')
      .flatMap(({ instances, instance }) => instances ?? [instance])
      .flatMap((each) => pendingGraphics(each))
      .filter((each) => each.retrieveBulkData && !this.requested.has(each));
    for (const each of missing) {
      this.requested.add(each);
      this.openRequests++;
      void fetchInto(each).then(() => {
        this.openRequests--;
        if (this.openRequests === 0) {
          onFetched();
        }
      });
    }
    return this.openRequests === 0;
  }
}

/** Never rejects. */
async function fetchInto(pending: Pending): Promise<void> {
  try {
    const { retrieveBulkData } = pending;
    if (retrieveBulkData) {
      const fetched = await inTime(retrieveBulkData.call(pending), 'the archive did not answer');
      pending.Value ??= fetched;
    }
  } catch (error) {
    console.warn('Contours of a stored report could not be fetched:', error);
  }
}
