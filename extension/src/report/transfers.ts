import { implementationClassUid, type NaturalizedDataset } from '@echonet/dicom';
import type { Viewer } from '../host/viewer';
import { sentenceOf } from '../sentence';
import type { Store } from '../session/store';
import { stringsFor } from '../strings';
import type { Archive, ObjectToStore, StoreReceipt } from './archive/archive';
import type { ReportState, Transfer, TransferKind } from './state';

/** A new object of the study, not encoded yet. */
export interface NewObject {
  readonly dataset: NaturalizedDataset;
  readonly transferSyntaxUID: string;
}

/** An object that the archive has. */
interface Delivery {
  readonly object: ObjectToStore;
  readonly receipt: StoreReceipt;
}

/** @param onPrepared called with the part done, 0 to 1 */
type Prepare = (onPrepared: (part: number) => void) => Promise<NewObject>;

/** Stores new objects in the archive, one at a time. */
export class Transfers {
  constructor(
    private readonly store: Store<ReportState>,
    private readonly viewer: Pick<Viewer, 'language' | 'notifyProgress'>,
    private readonly archive: Archive,
  ) {}

  /** Nothing while a transfer goes on. Never rejects. */
  start(kind: TransferKind, prepare: Prepare): Promise<void> {
    return this.deliver(kind, () => this.send(kind, prepare));
  }

  /** Anything that is sent elsewhere, as {@link start}. */
  async deliver(kind: TransferKind, send: () => Promise<Delivery | void>): Promise<void> {
    if (this.store.get().transfer) {
      return;
    }
    const { report: strings, message } = stringsFor(this.viewer.language());
    this.store.set({ outcome: undefined });
    this.progress(kind, 'preparing', 0);
    const begun = new Date();
    const sent = send();
    this.viewer.notifyProgress(
      strings.storing[kind],
      sent.then(
        (delivery) =>
          [strings.stored[kind], message(delivery?.receipt.warning ?? '')]
            .filter(Boolean)
            .join(' '),
        (error: unknown) => {
          throw new Error(message(sentenceOf(error)), { cause: error });
        },
      ),
    );
    try {
      const delivery = await sent;
      const holdsDecisions = kind !== 'capture';
      this.store.set({
        outcome: { kind, ...delivery?.receipt },
        ...(holdsDecisions && { storedAt: begun }),
      });
      if (delivery) {
        await this.archive.refresh(delivery.object.StudyInstanceUID);
      }
    } catch (error) {
      this.store.set({ outcome: { kind, problem: sentenceOf(error) } });
    } finally {
      this.store.set({ transfer: undefined });
    }
  }

  private progress(kind: TransferKind, phase: Transfer['phase'], part: number): void {
    this.store.set({ transfer: { kind, phase, part } });
  }

  private async send(kind: TransferKind, prepare: Prepare): Promise<Delivery> {
    const progress = (phase: Transfer['phase'], part: number) => this.progress(kind, phase, part);
    const { dataset, transferSyntaxUID } = await prepare((part) => progress('preparing', part));
    const { encodePart10 } = await import('./stored-objects');
    const part10 = encodePart10(dataset, {
      TransferSyntaxUID: transferSyntaxUID,
      ImplementationClassUID: implementationClassUid.plugin,
    });
    const object = {
      StudyInstanceUID: String(dataset.StudyInstanceUID),
      SeriesInstanceUID: String(dataset.SeriesInstanceUID),
      SOPInstanceUID: String(dataset.SOPInstanceUID),
      part10,
    };
    progress('sending', 0);
    const receipt = await this.archive.store(object, (part) => progress('sending', part));
    return { object, receipt };
  }
}
