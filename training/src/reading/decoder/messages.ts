import type { ClipFile } from './clip-file';

/** The methods of ClipFile that the other process calls. */
export type DecoderMethod = 'open' | 'locate' | 'image' | 'pixels';

export interface DecoderRequest {
  readonly id: number;
  readonly method: DecoderMethod;
  readonly parameters: readonly unknown[];
}

/** `refusal` is the reason of a ClipRefusal; `failure` the message of another error. */
export type DecoderReply = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly clip: string; readonly refusal: string }
  | { readonly failure: string }
);

/** The same methods, asked of another process. */
export type RemoteClipFile = Pick<ClipFile, DecoderMethod>;
