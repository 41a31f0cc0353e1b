const elementId = 'echonet-loader-notice';

/**
 * Shows at the bottom of the page that the viewer works without EchoNet and why. It needs no part
 * of the host, which may not have started, and no inline styles in markup, which a strict content
 * security policy forbids.
 *
 * @param reason part of a sentence
 */
export function showNotice(reason: string): void {
  console.error(`EchoNet could not be loaded: ${reason}.`);
  if (document.getElementById(elementId)) return;
  const notice = document.createElement('div');
  notice.id = elementId;
  notice.setAttribute('role', 'alert');
  Object.assign(notice.style, {
    position: 'fixed',
    bottom: '16px',
    left: '50%',
    transform: 'translateX(-50%)',
    maxWidth: 'min(720px, 90vw)',
    padding: '12px 16px',
    display: 'flex',
    gap: '16px',
    alignItems: 'center',
    zIndex: '10000',
    font: '14px/1.4 Inter, sans-serif',
    color: '#fff',
    background: '#3b1d0f',
    border: '1px solid #f0a54a',
    borderRadius: '6px',
    overflowWrap: 'anywhere',
  });
  const text = document.createElement('span');
  text.textContent =
    `EchoNet could not be loaded, so the viewer works without it: ${reason}. ` +
    'Please tell whoever keeps this viewer.';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  Object.assign(close.style, {
    flexShrink: '0',
    overflowWrap: 'normal',
    padding: '4px 12px',
    font: 'inherit',
    color: 'inherit',
    background: 'transparent',
    border: '1px solid currentColor',
    borderRadius: '4px',
    cursor: 'pointer',
  });
  close.addEventListener('click', () => notice.remove());
  notice.append(text, close);
  document.body.append(notice);
}
