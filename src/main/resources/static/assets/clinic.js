/* Makes good pages better; every page works without it. */
(() => {
  'use strict';

  /** A message that matters gets the focus, so that it is read first. */
  const focusMessage = root => root.querySelector('[data-focus]')?.focus();

  /** One press sends a form once; the button says that it is busy. */
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method !== 'post') return;
    form.dataset.sent = 'true';
    event.submitter?.setAttribute('aria-busy', 'true');
  });

  /** Back from the browser's memory: forms can be sent again. */
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
    document.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
  });

  /** What can be undone can be for some seconds; who has his hand on it is not robbed of it. */
  const vanish = root => root.querySelectorAll('[data-vanish]').forEach(place => {
    const go = () => {
      if (place.matches(':focus-within, :hover')) setTimeout(go, 1000);
      else place.hidden = true;
    };
    setTimeout(go, Number(place.dataset.vanish));
  });

  /** A menu that is left closes. */
  const close = menu => { menu.open = false; };
  document.addEventListener('click', event => {
    document.querySelectorAll('.me[open]').forEach(menu => menu.contains(event.target) || close(menu));
  });
  document.addEventListener('keydown', event => {
    const menu = event.key === 'Escape' && event.target.closest('.me[open]');
    if (!menu) return;
    close(menu);
    menu.querySelector('summary').focus();
  });

  /** Filters apply as soon as they change. */
  document.addEventListener('change', event => {
    if (event.target.form?.matches('[data-auto]')) event.target.form.requestSubmit();
  });

  /** In a doctor's times: one Tab stop, arrows inside. What is folded away or on another day is not in it. */
  const slots = place => [...place.querySelectorAll('[class~=slot]:not(summary)')].filter(slot => slot.checkVisibility());
  const rove = root => root.querySelectorAll('[data-rove]').forEach(group => {
    slots(group).forEach((slot, n) => { slot.tabIndex = n === 0 ? 0 : -1; });
  });
  document.addEventListener('keydown', event => {
    const slot = event.target.closest('[data-rove] [class~=slot]:not(summary)');
    if (!slot) return;
    const group = slot.closest('[data-rove]');
    const columns = [...group.querySelectorAll('.daycol')].map(slots).filter(column => column.length);
    if (!columns.length) return;
    const x = columns.findIndex(column => column.includes(slot));
    const y = columns[x].indexOf(slot);
    const ahead = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = ahead === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const at = column => column && column[Math.min(y, column.length - 1)];
    const next = { ArrowDown: columns[x][y + 1], ArrowUp: columns[x][y - 1], [ahead]: at(columns[x + 1]), [back]: at(columns[x - 1]) }[event.key];
    if (!next) return;
    event.preventDefault();
    slots(group).forEach(other => { other.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
  });

  /** Beside the clinic's clock: is the reader's own the same? */
  const compareClocks = root => root.querySelectorAll('[data-zone]').forEach(place => {
    const hour = zone => new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date());
    try {
      place.textContent = ' ' + (hour(place.dataset.zone) === hour(undefined) ? place.dataset.same : place.dataset.other);
    } catch {
      place.textContent = '';
    }
  });

  /** Counts down how long a picked time is kept. Asks in the last minute whether more is needed, aloud too; at the end
      says that nothing is lost. */
  const countDown = root => root.querySelectorAll('[data-hold]').forEach(bar => {
    const end = performance.now() + Number(bar.dataset.hold) * 1000;
    const [words, more, aloud] = [bar.querySelector('.grow'), bar.querySelector('.hold-more'), bar.querySelector('[role=status]')];
    delete bar.dataset.hold;
    const show = () => {
      if (!bar.isConnected) return;
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      words.textContent = left > 0
        ? bar.dataset.words.replace('{0}', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`) : bar.dataset.over;
      bar.toggleAttribute('data-last', left > 0 && left <= 60);
      const news = left === 0 ? bar.dataset.over : left <= 60 && more ? more.firstElementChild.textContent : '';
      if (aloud.textContent !== news) aloud.textContent = news;
      if (left > 0) setTimeout(show, 1000);
      else bar.classList.add('hold-over');
    };
    show();
  });

  /** What cannot be fetched in place is opened as a page, which says what is wrong. */
  ['htmx:sendError', 'htmx:swapError', 'htmx:timeout'].forEach(name => document.addEventListener(name, event => {
    const asked = event.detail.requestConfig;
    if (asked?.verb === 'get') window.location.assign(asked.path);
  }));

  /** A picked time is looked at next: on a narrow screen it is a page of its own, which begins at its top; beside the times
      it gets the focus where that was lost with what was pressed. */
  const picked = () => {
    const head = document.querySelector('.confirm-head');
    document.body.classList.toggle('confirm', head !== null);
    if (!head) return;
    const alone = head.offsetParent !== null;
    if (alone) window.scrollTo(0, 0);
    else if (document.activeElement !== document.body) return;
    const title = alone ? head.querySelector('h1') : document.querySelector('#yours-title');
    title.setAttribute('tabindex', '-1');
    title.focus({ preventScroll: !alone });
  };

  /** What takes longer than a moment is shown to be under way. */
  document.addEventListener('htmx:beforeRequest', () => { document.documentElement.dataset.fetching = ''; });
  document.addEventListener('htmx:afterRequest', () => { delete document.documentElement.dataset.fetching; });

  const improve = root => {
    rove(root);
    compareClocks(root);
    countDown(root);
    focusMessage(root);
    vanish(root);
  };
  document.addEventListener('htmx:afterSettle', event => {
    improve(document);
    if (!event.detail.elt.closest('#book')) return;
    picked();
    document.querySelector('#times-counted').textContent = document.querySelector('[data-count]')?.textContent ?? '';
  });
  document.addEventListener('clinic:renewed', event => {
    rove(event.target);
    compareClocks(event.target);
  });
  improve(document);
})();
