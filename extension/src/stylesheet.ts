import css from './echonet.css';
import reportCss from './report.css';

const elementId = 'echonet-styles';

/** Adds our styles to the page, once. The host compiles its own for the classes that it uses. */
export function injectStylesheet(): void {
  if (document.getElementById(elementId)) return;
  const style = document.createElement('style');
  style.id = elementId;
  style.textContent = css + reportCss;
  document.head.append(style);
}
