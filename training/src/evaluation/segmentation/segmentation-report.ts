export function writeSegmentationReport(_: string, __: unknown): Promise<void> {
  return Promise.resolve();
}
