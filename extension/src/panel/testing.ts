/** jsdom draws no images and opens no dialogs: canvases have no context then, and dialogs open. */
export function standInForBrowser(): void {
  HTMLCanvasElement.prototype.getContext = () => null;
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
}
