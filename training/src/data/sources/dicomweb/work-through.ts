import pMap from 'p-map';

export interface Working<Item> {
  /** Number of concurrent items. */
  readonly parallel: number;
  /** Number of consecutive failures that ends the work. */
  readonly mostFailuresInARow: number;
  /** Whether the work can continue after this error. */
  readonly passable: (error: unknown) => boolean;
  /** Called after each item, with the error of a failed item after which the work continues. */
  readonly onDone: (item: Item, error?: Error) => void;
  /** Called once when the work ends early, to cancel what is in progress. */
  readonly cancel: () => void;
  readonly signal: AbortSignal;
}

/**
 * Processes all items concurrently; settles only when nothing is in progress.
 *
 * @throws the error that cannot be passed over, or the last of too many
 * @throws the signal's reason when aborted
 */
export async function workThrough<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  { parallel, mostFailuresInARow, passable, onDone, cancel, signal }: Working<Item>,
): Promise<void> {
  let failuresInARow = 0;
  let end: { readonly reason: unknown } | undefined;
  await pMap(
    items,
    async (item) => {
      if (end || signal.aborted) {
        return;
      }
      try {
        await work(item);
        failuresInARow = 0;
        onDone(item);
      } catch (error) {
        if (end || signal.aborted) {
          return;
        }
        failuresInARow++;
        if (!passable(error) || failuresInARow >= mostFailuresInARow) {
          end = { reason: error };
          cancel();
        } else {
          onDone(item, error as Error);
        }
      }
    },
    { concurrency: parallel },
  );
  signal.throwIfAborted();
  if (end) {
    throw end.reason;
  }
}
