import pMap from 'p-map';

/** How {@link workThrough} goes about its items. */
export interface Working<Item> {
  /** Items under way at once. */
  readonly parallel: number;
  /** So many failures without a success between them end the work. */
  readonly mostFailuresInARow: number;
  /** Whether the work can go on after a failure. */
  readonly passable: (error: unknown) => boolean;
  /** Called after each item; with the error where it failed and the work goes on. */
  readonly onDone: (item: Item, error?: Error) => void;
  /** Called once, when the work ends early: cancel what is under way. */
  readonly cancel: () => void;
  readonly signal: AbortSignal;
}

/**
 * Works on all items, some at once. It settles only when nothing is under way any more.
 *
 * @throws what made going on pointless: an error that is not passable, or the last of too many
 * @throws the signal's reason when it is aborted
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
      if (end || signal.aborted) return;
      try {
        await work(item);
        failuresInARow = 0;
        onDone(item);
      } catch (error) {
        if (end || signal.aborted) return;
        failuresInARow += 1;
        if (!passable(error) || failuresInARow >= mostFailuresInARow) {
          end = { reason: error };
          cancel();
        } else onDone(item, error as Error);
      }
    },
    { concurrency: parallel },
  );
  signal.throwIfAborted();
  if (end) throw end.reason;
}
