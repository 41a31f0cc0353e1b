import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { compiler } from 'markdown-to-jsx';

const style = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; }
:is(td, th) { padding: 0.25rem 0.5rem; border: 1px solid; text-align: left; vertical-align: top; }
kbd { padding: 0 0.25rem; border: 1px solid; border-radius: 3px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
`;

/** Links lead within the page alone: other pages of the docs are not beside it, and neither are images. */
const options = {
  disableParsingRawHTML: false,
  overrides: {
    img: { component: () => null },
    a: {
      component: ({ href = '', children }) =>
        href.startsWith('#')
          ? createElement('a', { href }, children)
          : createElement('span', null, children),
    },
  },
};

/**
 * The reader's guide as a page beside the extension, so that help needs no other server. Headings have
 * ids, such as "attention-map".
 *
 * @param {string} markdown docs/READING.md
 */
export function helpPage(markdown) {
  const body = renderToStaticMarkup(compiler(markdown, options));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reading with EchoNet</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
