/** What a model may be used for, as the reader sees it. */
export function intendedUse({ simulated }: { readonly simulated: boolean }): string {
  const data = simulated ? 'simulated echocardiograms' : 'the studies of one site';
  return `Research use only, not for diagnosis; trained on ${data}.`;
}
