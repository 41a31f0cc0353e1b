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

/** By the reader's guides in docs. */
export const helpPages = {
  'READING.md': { to: 'help/reading.html', language: 'en' },
  'READING.de.md': { to: 'help/reading.de.html', language: 'de' },
};

/**
 * The reader's guide as a page beside the extension, so that help needs no other server. Headings have
 * ids, such as "attention-map".
 *
 * @param {string} markdown begins with its title
 * @param {string} language of the text
 */
export function helpPage(markdown, language) {
  const [, title] = /^# (.+)$/m.exec(markdown);
  const body = renderToStaticMarkup(compiler(markdown, options));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
