/* A doctor's requests by key: one stop in the order of Tab, one current row. Without it every button is there to press. */
(() => {
  'use strict';

  const rows = () => [...document.querySelectorAll('.requests .req')];
  const current = () => rows().find(row => row.ariaCurrent === 'true');
  const within = (row, selector) => row?.querySelector(selector);
  const ticks = () => rows().map(row => within(row, 'input[type=checkbox]')).filter(tick => tick);

  /** Which row is current, and the last in which the focus was, for when the list is drawn anew. */
  let chosen;
  let held = null;

  /** Only what is in the current row is in the order of Tab, and the row itself before it. */
  const choose = row => {
    chosen = row?.id;
    rows().forEach(other => {
      if (other === row) other.ariaCurrent = 'true';
      else other.removeAttribute('aria-current');
      other.tabIndex = other === row ? 0 : -1;
      other.querySelectorAll('a, input, button, summary, textarea').forEach(part => {
        if (part.type !== 'hidden') part.tabIndex = other === row ? 0 : -1;
      });
    });
  };
  const go = row => {
    if (!row) return;
    choose(row);
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  };

  const count = () => {
    const place = document.querySelector('#selected');
    if (!place) return;
    const ticked = ticks().filter(tick => tick.checked).length;
    place.textContent = ticked ? place.dataset.words.replace('{0}', ticked) : '';
  };

  /** Who answered in the list is in it again after the answer, at the row that has moved up: the address carries which, and
      the server is not told. */
  const moved = /^#row-(\d+)$/;
  document.addEventListener('submit', event => {
    const form = event.target;
    const at = rows().findIndex(row => row.contains(form));
    if (at < 0 && !form.matches('#approve-selected, #approve-fitting, [data-undo]')) return;
    form.setAttribute('action', `${form.getAttribute('action').split('#')[0]}#row-${Math.max(0, at)}`);
  });
  const back = () => {
    const at = moved.exec(location.hash);
    if (!at) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    if (document.querySelector('[data-focus]')) return;
    const there = rows()[Math.min(Number(at[1]), rows().length - 1)];
    if (there) go(there);
    else document.querySelector('#requests')?.focus();
  };

  /** What a page says at its beginning is not heard; said into it afterwards it is. */
  const tell = () => {
    const said = document.querySelector('.toast [role=status]')?.textContent.trim().replace(/\s+/g, ' ');
    const told = document.querySelector('#told');
    if (said && told) setTimeout(() => { told.textContent = said; }, 300);
  };

  const press = (row, selector) => within(row, selector)?.click();
  const decline = row => {
    const ask = within(row, 'details.ask');
    if (!ask) return;
    ask.open = true;
    within(ask, 'textarea').focus();
  };
  const tick = row => {
    const box = within(row, 'input[type=checkbox]');
    if (!box) return;
    box.checked = !box.checked;
    count();
    row.focus();
  };
  const step = (row, by) => go(rows()[rows().indexOf(row) + by] ?? row);

  const letters = {
    j: row => step(row, 1),
    k: row => step(row, -1),
    a: row => press(row, 'form[action*="/approval"] button, form[action*="/acceptance"] button'),
    d: decline,
    p: row => press(row, 'a[href$="/move"]'),
    x: tick,
    A: () => { if (ticks().some(box => box.checked)) document.querySelector('#approve-selected').requestSubmit(); },
  };
  const undo = () => document.querySelector('.toast-dock:not([hidden]) [data-undo]')?.requestSubmit();
  const arrows = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  const typing = place => place.matches('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])');
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key.toLowerCase() === 'a') return;
    const at = event.target;
    if (event.key === 'Escape' && at.closest?.('.requests details.ask[open]')) {
      at.closest('details').open = false;
      at.closest('.req').focus();
      return;
    }
    if (typing(at)) return;
    const row = current();
    if (event.key in arrows && at === row) {
      event.preventDefault();
      const all = rows();
      go(all[Math.min(all.length - 1, Math.max(0, all.indexOf(row) + arrows[event.key]))]);
      return;
    }
    if (document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;
    const act = event.key === 'u' ? undo : row && letters[event.shiftKey ? event.key.toUpperCase() : event.key];
    if (!act || event.shiftKey && event.key.toUpperCase() !== 'A') return;
    event.preventDefault();
    act(row);
  });

  document.addEventListener('focusin', event => {
    const row = event.target.closest('.requests .req');
    held = row && { id: row.id, at: rows().indexOf(row) };
    if (row && row !== current()) choose(row);
  });
  document.addEventListener('click', event => {
    const row = event.target.closest('.requests .req');
    if (row && row !== current()) choose(row);
  });
  document.addEventListener('change', event => { if (event.target.closest('.requests')) count(); });

  const begin = () => {
    const all = rows();
    choose(all.find(row => row.id === chosen) ?? current() ?? all[0]);
    count();
  };

  /** Whoever was in a list that has been drawn anew is in it still, where he was or at what has moved up. */
  const renew = () => {
    const was = held;
    begin();
    if (was) {
      setTimeout(() => {
        if (document.activeElement.closest('.requests')) return;
        const all = rows();
        go(all.find(row => row.id === was.id) ?? all[Math.min(was.at, all.length - 1)]);
      });
    }
  };
  document.addEventListener('htmx:afterSettle', renew);
  document.addEventListener('clinic:renewed', renew);
  begin();
  back();
  tell();
})();
