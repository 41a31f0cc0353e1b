import { extensionId } from '@echonet/ohif-extension/ids';
import { modeId } from '../id';

/** What the stand-ins are made of. */
export interface Parts {
  /** The extension's default export, on its way. */
  readonly extension: Promise<object>;
  /** The mode's default export, on its way. */
  readonly mode: Promise<object>;
  /** Told the middle of a sentence: why EchoNet is not there. */
  readonly report: (reason: string) => void;
}

type Hook = (...parameters: unknown[]) => unknown;

/**
 * An extension and a mode that the host can take before the real ones have come. The host awaits
 * preRegistration before it looks at an extension's parts, and a mode's factory before it offers the
 * mode: there they become the real ones, or, where those cannot be used, stay empty. Given the URLs
 * itself, the host stays blank when one of them fails.
 */
export function standIns({ extension, mode, report }: Parts) {
  // Whoever awaits them hears of a failure; until then it is nobody's.
  for (const part of [extension, mode]) part.catch(() => undefined);
  let works = false;
  const fail = (error: unknown): undefined => {
    works = false;
    report(error instanceof Error ? error.message : String(error));
  };
  /** An entry point of the real extension under which the host does not stay blank either. */
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
    /** Gives nothing where EchoNet cannot be used: the host then offers no such mode. */
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
