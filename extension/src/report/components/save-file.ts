export interface FileToSave {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly content: BlobPart;
}

export function saveFile({ name, type, content }: FileToSave): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
