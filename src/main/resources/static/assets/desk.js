/* The front desk's board by keys and by mouse. The server draws it and decides; this only carries, and says what came of it. */
(() => {
  'use strict';

  const box = document.querySelector('#move-box');
  const form = box.querySelector('form');
  const part = name => box.querySelector(`[data-part="${name}"]`);
  const words = (name, ...values) => values.reduce((text, value, n) => text.replace(`%${n + 1}`, value), box.dataset[name]);
  const say = text => { document.querySelector('#board-says').textContent = text; };

  const board = () => document.querySelector('#board');
  const columns = () => [...board().querySelectorAll('.col')];
  const columnOf = place => place.closest('.col');
  const eventsOf = column => [...column.querySelectorAll('.evs .ev')];
  const events = () => columns().flatMap(eventsOf);
  const row = place => Number(place.dataset.row);
  const end = place => Number(place.dataset.end);
  const doctorOf = column => column.getAttribute('aria-label');
  const nameOf = event => event.querySelector('b').textContent;
  const instantOf = at => new Date(Number(board().dataset.first) + (at - 1) * 60000);
  const timeOf = at => new Intl.DateTimeFormat(document.documentElement.lang + '-u-nu-latn',
    { timeZone: board().dataset.zoneId, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instantOf(at));
  const whereOf = (at, column) => words('where', timeOf(at), doctorOf(column));

  /** One Tab stop; arrows go from one to the next. */
  let current = null;
  const stop = event => {
    events().forEach(other => { other.tabIndex = other === event ? 0 : -1; });
    current = event?.id ?? null;
  };
  const go = event => {
    if (!event) return;
    stop(event);
    event.focus();
  };
  const settle = () => stop(events().find(event => event.id === current) ?? events()[0]);
  const nearest = (column, at) => eventsOf(column).sort((a, b) => Math.abs(row(a) - at) - Math.abs(row(b) - at))[0];
  const beside = (column, step) => columns()[columns().indexOf(column) + step];
  const aside = (column, step, at) => {
    for (let next = beside(column, step); next; next = beside(next, step)) {
      if (eventsOf(next).length) return nearest(next, at);
    }
    return null;
  };

  /** What is being carried: whose, from where, and the shape that shows where it would come down. */
  const STEP = 10;
  let carried = null;
  /** The last move that can be taken back. */
  let undoable = null;

  const fill = (who, was, now) => {
    part('who').textContent = who;
    part('was').textContent = was;
    part('now').textContent = now;
  };
  const offer = (...names) => {
    ['hint', 'refused', 'other', 'undo', 'back'].forEach(name => { part(name).hidden = !names.includes(name); });
    box.hidden = false;
  };

  const lift = event => {
    if (event.dataset.moves !== 'true') {
      say(words('fixed', nameOf(event)));
      return false;
    }
    undoable = null;
    document.body.dataset.busy = 'moving';
    const ghost = document.createElement('span');
    ghost.classList.add('ev', 'ghost');
    ghost.setAttribute('aria-hidden', 'true');
    event.classList.add('lift');
    carried = { event, ghost, column: columnOf(event), at: row(event), from: whereOf(row(event), columnOf(event)) };
    fill(nameOf(event), carried.from, carried.from);
    offer('hint', 'back');
    show();
    say(words('lifted', nameOf(event)));
    return true;
  };

  const stateOf = ({ event, column, at }) => {
    const to = at + end(event) - row(event);
    const within = place => row(place) < to && at < end(place);
    const other = eventsOf(column).find(one => one !== event && within(one));
    return other ? words('taken', nameOf(other)) : [...column.querySelectorAll('.off')].some(within) ? box.dataset.off : box.dataset.free;
  };

  const show = () => {
    const { event, ghost, column, at } = carried;
    ghost.style.gridRow = `${at + 1} / span ${end(event) - row(event)}`;
    ghost.textContent = `${timeOf(at)} ${nameOf(event)}`;
    if (ghost.parentNode !== column) column.append(ghost);
    part('now').textContent = whereOf(at, column);
  };

  const carry = (column, at) => {
    const length = end(carried.event) - row(carried.event);
    carried.column = column;
    carried.at = Math.max(1, Math.min(Number(board().dataset.rows) + 1 - length, at));
    show();
    say(words('at', timeOf(carried.at), doctorOf(column), stateOf(carried)));
  };
  const step = (at, direction) => 1 + STEP * (direction > 0 ? Math.floor((at - 1) / STEP) + 1 : Math.ceil((at - 1) / STEP) - 1);

  const letGo = () => {
    const { event, ghost } = carried;
    ghost.remove();
    event.classList.remove('lift');
    carried = null;
    delete document.body.dataset.busy;
    document.dispatchEvent(new Event('clinic:released'));
  };
  const putBack = () => {
    const { event } = carried;
    letGo();
    box.hidden = true;
    go(event);
    say(box.dataset.back);
  };

  /** Resolves when the board is as things are. */
  const renewed = () => new Promise(done => document.dispatchEvent(new CustomEvent('clinic:renew', { detail: done })));

  const placeAt = (column, at, event) => [...column.querySelectorAll('.blank[data-place]')]
    .find(blank => row(blank) <= at && at < end(blank))?.dataset.place ?? column.dataset.place ?? event.dataset.place;

  /** Sends the ordinary form. Whether it moved, the board says that is fetched afterwards. */
  const send = async (event, doctor, place, start) => {
    form.action = event.getAttribute('href') + '/reschedule';
    Object.entries({ version: event.dataset.version, doctor, location: '', time: `${doctor}_${place}_${start}` })
      .forEach(([name, value]) => { form.elements[name].value = value; });
    box.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
      if (answer.type !== 'opaqueredirect') {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        return { refused: page.querySelector('main [role=alert] strong, main .problems')?.textContent.trim() || box.dataset.lost };
      }
      const version = event.dataset.version;
      await renewed();
      const moved = document.getElementById(event.id);
      return moved && moved.dataset.version === version ? { refused: box.dataset.lost } : { moved };
    } catch {
      return { refused: box.dataset.lost, away: true };
    } finally {
      box.removeAttribute('aria-busy');
    }
  };

  const refuse = (event, refused, away) => {
    part('refused').querySelector('strong').textContent = refused;
    offer('refused', 'back', ...(away ? [] : ['other']));
    say(box.dataset.kept);
    if (away) go(event);
    else part('other').focus();
  };

  const drop = async () => {
    const { event, column, at, from } = carried;
    if (column === columnOf(event) && at === row(event)) {
      putBack();
      return;
    }
    const back = { doctor: columnOf(event).dataset.doctor, place: event.dataset.place, start: instantOf(row(event)).toISOString() };
    const to = [timeOf(at), doctorOf(column)];
    const where = whereOf(at, column);
    carried.sent = true;
    const { moved, refused, away } = await send(event, column.dataset.doctor, placeAt(column, at, event), instantOf(at).toISOString());
    if (carried) letGo();
    if (refused) {
      refuse(document.getElementById(event.id) ?? event, refused, away);
      return;
    }
    undoable = { id: event.id, back };
    fill(nameOf(event), from, where);
    offer('undo');
    go(moved);
    say(words('moved', ...to));
  };

  const undo = async () => {
    const event = undoable && document.getElementById(undoable.id);
    if (!event) return;
    const { back } = undoable;
    undoable = null;
    const { moved, refused, away } = await send(event, back.doctor, back.place, back.start);
    if (refused) {
      refuse(event, refused, away);
      return;
    }
    box.hidden = true;
    go(moved);
    say(box.dataset.back);
  };

  const keysAreOff = () => document.documentElement.dataset.keys === 'off';
  const typing = target => target.closest('input, textarea, select, [contenteditable], dialog');
  const ahead = () => document.documentElement.dir === 'rtl' ? -1 : 1;

  document.addEventListener('keydown', press => {
    if (press.ctrlKey || press.metaKey || press.altKey || typing(press.target) || !board()) return;
    const event = press.target.closest('#board .ev');
    const dx = { ArrowRight: ahead(), ArrowLeft: -ahead() }[press.key];
    const dy = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    const letter = keysAreOff() ? '' : press.key.toLowerCase();
    if (carried) {
      if (carried.sent) return;
      if (dy) carry(carried.column, step(carried.at, dy));
      else if (dx) carry(beside(carried.column, dx) ?? carried.column, carried.at);
      else if (press.key === 'Enter' || press.key === ' ') drop();
      else if (press.key === 'Escape') putBack();
      else if (press.key !== 'Tab') return;
      press.preventDefault();
      if (carried) carried.ghost.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
    if (press.key === 'Escape' && !box.hidden && !part('refused').hidden) dismiss();
    else if (letter === 'u' && undoable) undo();
    else if (!event) return;
    else if (dy) go(eventsOf(columnOf(event))[eventsOf(columnOf(event)).indexOf(event) + dy]);
    else if (dx) go(aside(columnOf(event), dx, row(event)));
    else if (letter === 'm') lift(event);
    else if (letter === 'n') window.location.assign(columnOf(event).dataset.book);
    else return;
    press.preventDefault();
  }, { capture: true });

  const dismiss = () => {
    box.hidden = true;
    go(document.getElementById(current) ?? events()[0]);
  };
  part('back').addEventListener('click', () => carried ? putBack() : dismiss());
  part('undo').addEventListener('click', undo);

  document.addEventListener('focusin', focused => {
    const event = focused.target.closest('#board .ev');
    if (event && event.id !== current) stop(event);
  });

  /** With a mouse the same; a finger scrolls. */
  document.addEventListener('pointerdown', down => {
    const event = down.target.closest('#board .ev');
    if (!event || down.button !== 0 || down.pointerType !== 'mouse' || carried) return;
    let lifted = false;
    const grabbed = down.clientY - event.getBoundingClientRect().top;
    const until = new AbortController();
    const listen = (name, heard) => window.addEventListener(name, heard, { signal: until.signal });
    listen('pointermove', move => {
      if (!lifted && Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) < 6) return;
      // The board may have been drawn anew since.
      if (!lifted) lifted = lift(document.getElementById(event.id) ?? event);
      if (!carried || carried.sent) {
        until.abort();
        return;
      }
      const column = columns().find(one => {
        const box = one.getBoundingClientRect();
        return move.clientX >= box.left && move.clientX < box.right;
      }) ?? carried.column;
      const list = column.querySelector('.evs').getBoundingClientRect();
      const minutes = (move.clientY - grabbed - list.top) / (list.height / Number(board().dataset.rows));
      carry(column, 1 + STEP * Math.round(minutes / STEP));
    });
    const over = up => {
      until.abort();
      if (lifted) {
        const swallow = click => click.preventDefault();
        window.addEventListener('click', swallow, { capture: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
      }
      if (!carried || carried.sent) return;
      if (up.type === 'pointerup') drop();
      else putBack();
    };
    listen('pointerup', over);
    listen('pointercancel', over);
  });

  /** Today's board opens where the day is. */
  const present = document.querySelector('.board .nowline');
  if (present && !location.hash) {
    const frame = present.closest('.board');
    frame.scrollTop = present.offsetTop - frame.clientHeight / 3;
  }

  document.addEventListener('clinic:renewed', settle);
  settle();
})();
