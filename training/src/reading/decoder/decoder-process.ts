// The process in which files are decoded: requests come in, replies go out, in order.
import { ClipRefusal } from '@echonet/models/image';
import { ClipFile } from './clip-file';
import type { DecoderReply, DecoderRequest } from './messages';

const file = new ClipFile();

async function answer({ id, method, parameters }: DecoderRequest): Promise<DecoderReply> {
  try {
    // The parent calls by the type RemoteClipFile.
    const call = file[method].bind(file) as (...values: readonly unknown[]) => Promise<unknown>;
    return { id, result: await call(...parameters) };
  } catch (error) {
    return error instanceof ClipRefusal
      ? { id, clip: error.clip, refusal: error.reason }
      : { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

let last: Promise<void> = Promise.resolve();
process.on('message', (request: DecoderRequest) => {
  last = last.then(async () => {
    process.send?.(await answer(request));
  });
});
// The parent has ended.
process.on('disconnect', () => process.exit());
