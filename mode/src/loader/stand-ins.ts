import { extensionId } from '@echonet/ohif-extension/ids';
import { modeId } from '../id';

export interface Parts {
  /** The extension's default export. */
  readonly extension: Promise<object>;
  /** The mode's default export. */
  readonly mode: Promise<object>;
  /** Called with the reason why EchoNet is unavailable, as a part of a sentence. */
  readonly report: (reason: string) => void;
}

type Hook = (...parameters: unknown[]) => unknown;

/**
 * Placeholders that the host accepts before extension and mode are loaded. The host awaits
 * preRegistration before it reads an extension's modules, and a mode's factory before it offers the
 * mode: there the placeholders take over the real ones, or stay empty if these fail. With the URLs
 * in its configuration the host would stay blank when one of them fails.
 */
export function standIns({ extension, mode, report }: Parts) {
  // Rejections are handled where the promises are awaited.
  for (const part of [extension, mode]) part.catch(() => undefined);
  let works = false;
  const fail = (error: unknown): undefined => {
    works = false;
    report(error instanceof Error ? error.message : String(error));
  };
  /** Wraps an entry point so that an exception does not leave the host blank. */
  const guard =
    (entry: Hook): Hook =>
    (...parameters) => {
      try {
        return entry(...parameters);
      } catch (error) {
        return fail(error);
      }
    };

  const extensionStandIn = {
    id: extensionId,
    async preRegistration(context: unknown): Promise<void> {
      try {
        const { preRegistration, ...parts } = (await extension) as Record<string, unknown>;
        await (preRegistration as Hook | undefined)?.(context);
        works = true;
        for (const [name, part] of Object.entries(parts)) {
          const isEntry = typeof part === 'function' && /^get\w+Module$/.test(name);
          Object.assign(extensionStandIn, { [name]: isEntry ? guard(part as Hook) : part });
        }
      } catch (error) {
        fail(error);
      }
    },
  };

  const modeStandIn = {
    id: modeId,
    /** @returns undefined if EchoNet is unavailable; the host then offers no such mode */
    async modeFactory(options: unknown): Promise<unknown> {
      if (!works) return undefined;
      try {
        return await ((await mode) as { modeFactory: Hook }).modeFactory(options);
      } catch (error) {
        return fail(error);
      }
    },
  };

  return { extension: extensionStandIn, mode: modeStandIn };
}
