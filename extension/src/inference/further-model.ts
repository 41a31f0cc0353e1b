/** A model of the worker beside the one that it was started with; loaded on first use, one at a time. */
export class FurtherModel<Model extends { dispose(): void }> {
  private current: { readonly url: string; readonly model: Model } | undefined;

  constructor(private readonly load: (url: string) => Promise<Model>) {}

  /**
   * @param url folder of the model, with a trailing slash
   * @throws whatever loading it throws
   */
  async at(url: string): Promise<Model> {
    if (this.current?.url === url) {
      return this.current.model;
    }
    const model = await this.load(url);
    this.dispose();
    this.current = { url, model };
    return model;
  }

  dispose(): void {
    this.current?.model.dispose();
    this.current = undefined;
  }
}
