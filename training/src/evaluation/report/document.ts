import { html, type Html } from './html';
import { style } from './style';

/** Self-contained page without scripts. */
export function htmlDocument(title: string, body: Html): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${html`<title>${title}</title>`.markup}
<style>${style}</style>
</head>
<body>
${body.markup}
</body>
</html>
`;
}

/** Notice at the head of every page. */
export function warning({ simulated }: { readonly simulated: boolean }): Html {
  return html`<div class="warning" role="note">
    <p><strong>Research use only.</strong> Not a medical device; not for diagnosis.</p>
    ${
      simulated &&
      html`<p>
        <strong>Simulated data.</strong> The clips of this report are simulated echoes, not of
        patients. The numbers show that the program works; they say nothing about how well the model
        reads a real echocardiogram.
      </p>`
    }
  </div>`;
}
