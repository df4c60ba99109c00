/* Keys that work on every page. Letters and signs can be turned off; then none of them is heard. */
(() => {
  'use strict';

  const off = () => document.documentElement.dataset.keys === 'off';
  const seen = place => place.checkVisibility();
  const first = selector => [...document.querySelectorAll(selector)].find(seen);
  const typing = target => target.closest?.('input, textarea, select, [contenteditable]');

  /** The list that the server keeps for people without script, of this page's keys alone. */
  const help = async () => {
    const answer = await fetch('/keys');
    const list = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#keys-list');
    if (!answer.ok || !list) {
      window.location.assign('/keys');
      return;
    }
    const here = section => section.dataset.on === undefined
      || location.pathname === section.dataset.on || location.pathname.startsWith(section.dataset.on + '/confirm');
    list.querySelectorAll('section').forEach(section => { if (!here(section)) section.remove(); });
    const dialog = document.createElement('dialog');
    dialog.className = 'keys';
    dialog.setAttribute('aria-labelledby', 'keys-everywhere');
    dialog.append(document.adoptNode(list));
    dialog.addEventListener('close', () => dialog.remove());
    const close = dialog.querySelector('[data-close]');
    close.hidden = false;
    close.addEventListener('click', () => dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  };
  document.addEventListener('click', click => {
    if (!click.target.closest('[data-help]') || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    help();
  });

  let going = 0;
  document.addEventListener('keydown', press => {
    if (off() || press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || typing(press.target)) return;
    const open = document.querySelector('dialog.keys');
    if (open) {
      if (press.key === '?') open.close();
      return;
    }
    const key = press.key.toLowerCase();
    const then = Date.now() - going < 1500;
    going = 0;
    if (then) {
      const place = document.querySelector(`[data-go~="${CSS.escape(key)}"]`);
      if (!place) return;
      press.preventDefault();
      place.click();
    } else if (key === 'g') {
      going = Date.now();
    } else if (key === '?') {
      press.preventDefault();
      help();
    } else if (key === '/' && first('input[type=search], [data-search]')) {
      press.preventDefault();
      first('input[type=search], [data-search]').focus();
    } else {
      const place = key.length === 1 && first(`[aria-keyshortcuts~="${CSS.escape(key)}"]`);
      if (!place) return;
      press.preventDefault();
      place.click();
    }
  });
})();
