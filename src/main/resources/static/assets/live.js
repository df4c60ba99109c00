/* Keeps an open page as things are. It is told only that something changed, and fetches what it shows by its own address. */
(() => {
  'use strict';

  const bells = [...document.querySelectorAll('[data-bell]')];
  const title = document.title;

  /** A page that fetches by itself keeps a session going, which one at which nobody sits must not. */
  const inUse = 600000;
  let used = Date.now();

  /** What is unread: on the bell, in the title, for who cannot see either, and in an open list. */
  let unread = Number(bells[0]?.querySelector('.count').textContent);
  const show = ([count, words], atFirst) => {
    const before = unread;
    unread = Number(count);
    bells.forEach(bell => {
      bell.setAttribute('aria-label', words);
      bell.querySelector('.count').textContent = count;
      bell.querySelector('.count').hidden = unread === 0;
    });
    document.title = unread > 0 ? `(${count}) ${title}` : title;
    if (unread > before) document.querySelector('#told').textContent = words;
    if ((!atFirst || unread !== before) && Date.now() - used < inUse) document.body.dispatchEvent(new Event('clinic:told'));
  };

  /** Parts of the page that name the doctors and places by which they change. */
  const parts = () => [...document.querySelectorAll('[data-live]')];
  const topics = () => [...new Set(parts().flatMap(part => part.dataset.live.split(' ')))].filter(topic => topic);

  /** What a person has done to a part: typed, ticked, chosen, unfolded, gone to. */
  const fields = part => [...part.querySelectorAll('input:not([type=hidden]), textarea, select')];
  const ticks = field => field.type === 'checkbox' || field.type === 'radio';
  const touched = field => ticks(field) ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some(option => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue;
  const form = place => (place.form ?? place.querySelector?.('form') ?? place.closest('form'))?.getAttribute('action') ?? '';
  const signOf = place => [place.tagName, place.id, place.getAttribute('href'), place.getAttribute('name'),
    place.matches('input:not([type=checkbox], [type=radio]), textarea, select') ? '' : place.getAttribute('value'), form(place),
    place.tagName === 'SUMMARY' ? foldOf(place.parentElement) : ''].join('|');
  const folds = part => [...part.querySelectorAll('details')];
  const foldOf = fold => fold.id || form(fold) || fold.querySelector('summary').textContent.trim();
  const stops = part => [...part.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')];
  const counterpart = (place, from, to, all) => {
    const sign = signOf(place);
    const same = part => all(part).filter(other => signOf(other) === sign);
    return same(to)[same(from).indexOf(place)] ?? same(to)[0];
  };

  /** Puts a part in the place of what it was, with what its reader has done to it; not when that would be lost, nor while
      something in it asks the server: the answer would not find its place. */
  const put = (part, fresh) => {
    if (part.querySelector('form[data-sent], .htmx-request')) return false;
    const done = fields(part).filter(touched).map(field => [field, counterpart(field, part, fresh, fields)]);
    if (done.some(([, field]) => !field)) return false;
    done.forEach(([from, to]) => {
      if (ticks(to)) to.checked = from.checked;
      else to.value = from.value;
    });
    folds(part).filter(fold => fold.open).forEach(fold => {
      const to = folds(fresh).find(other => foldOf(other) === foldOf(fold));
      if (to) to.open = true;
    });
    const at = part.contains(document.activeElement) ? document.activeElement : null;
    const next = at && (counterpart(at, part, fresh, stops) ?? stops(fresh)[Math.min(stops(part).indexOf(at), stops(fresh).length - 1)]);
    const caret = at && typeof at.selectionStart === 'number' ? [at.selectionStart, at.selectionEnd] : null;
    part.replaceWith(fresh);
    window.htmx?.process(fresh);
    fresh.dispatchEvent(new Event('clinic:renewed', { bubbles: true }));
    if (at) {
      (next ?? document.querySelector('main')).focus({ preventScroll: true });
      if (caret && next?.type !== 'number') next?.setSelectionRange?.(...caret);
    }
    return true;
  };

  /** @param whatever is being carried, it is put in its place
      @return after how many milliseconds it is to be tried again; zero when all is as things are */
  const fetchAgain = async whatever => {
    const known = new Map();
    const from = part => part.dataset.from ?? location.pathname + location.search;
    for (const address of new Set(parts().map(from))) {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } });
      if (answer.status >= 500 || answer.status === 429) return 2000;
      known.set(address, new DOMParser().parseFromString(await answer.text(), 'text/html'));
    }
    if (document.body.dataset.busy && !whatever) return 2000;
    const kept = parts().filter(part => {
      const fresh = known.get(from(part))?.getElementById(part.id);
      return fresh && !put(part, document.adoptNode(fresh));
    });
    return kept.length ? 10000 : 0;
  };

  /** A burst of changes is fetched once; by chance, so that not all pages come at once. A page that is hidden, or that
      somebody is moving something on, catches up afterwards. */
  const crowd = document.body.classList.contains('is-staff') ? 100 : 250;
  let behind = false;
  let due = null;
  let last = 0;
  const catchUp = () => {
    behind = true;
    if (due || document.hidden || document.body.dataset.busy || Date.now() - used > inUse) return;
    due = setTimeout(async () => {
      behind = false;
      const wait = await fetchAgain(false).catch(() => 2000);
      last = Date.now();
      due = null;
      if (wait) setTimeout(catchUp, wait * (1 + Math.random() / 2));
      else if (behind) catchUp();
    }, Math.max(150, last + 500 - Date.now()) + Math.random() * crowd);
  };
  const changed = about => {
    if (topics().some(topic => about.includes(topic))) catchUp();
  };
  const all = () => {
    if (parts().length) catchUp();
  };
  ['pointerdown', 'pointermove', 'keydown', 'scroll'].forEach(name => document.addEventListener(name, () => {
    used = Date.now();
    if (behind && !due) catchUp();
  }, { passive: true }));
  let hiddenSince = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenSince = Date.now();
    else if (behind || Date.now() - hiddenSince > 60000) all();
  });
  /** Waiting times and what is free next change with the clock alone. */
  if (document.querySelector('.nowline')) setInterval(all, 60000);
  document.addEventListener('clinic:released', () => { if (behind) catchUp(); });
  document.addEventListener('clinic:renew', event => fetchAgain(true).catch(() => {}).finally(event.detail));

  /** The stream says something now and then; one that has been silent for so long is lost, whatever it says itself. */
  const silence = 50000;
  const address = about => '/live' + (about.length ? '?about=' + about.join(',') : '');

  /** Resolves when the stream ends: true when the server wants to be asked again. */
  const hear = (tell, about, signal) => new Promise(ended => {
    let atFirst = true;
    let lost = null;
    const stream = new EventSource(address(about));
    const end = again => {
      clearTimeout(lost);
      stream.close();
      ended(again);
    };
    const alive = () => {
      clearTimeout(lost);
      lost = setTimeout(() => end(true), silence);
    };
    stream.addEventListener('open', alive);
    stream.addEventListener('alive', alive);
    stream.addEventListener('unread', event => {
      alive();
      tell({ said: event.data.split('\n'), atFirst });
      atFirst = false;
    });
    stream.addEventListener('changed', event => {
      alive();
      tell({ changed: event.data.split(' ') });
    });
    stream.addEventListener('over', () => end(false));
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) end(true);
      // What changes until it is open again goes unheard.
      else stream.addEventListener('open', () => tell({ missed: true }), { once: true });
    });
    signal.addEventListener('abort', () => end(false));
  });

  /** What a stream keeps to itself: why the server refused it. */
  const refusal = async () => {
    const looking = new AbortController();
    try {
      const answer = await fetch(address([]), { headers: { Accept: 'text/event-stream' }, signal: looking.signal });
      return { status: answer.status, wait: Number(answer.headers.get('Retry-After')) * 1000 };
    } catch {
      return { status: 0, wait: 0 };
    } finally {
      looking.abort();
    }
  };

  /** Chance keeps pages that were refused together from coming back together. */
  const pause = (time, signal) => new Promise(over => {
    const timer = setTimeout(over, time * (1 + Math.random() / 2));
    signal.addEventListener('abort', () => { clearTimeout(timer); over(); });
  });

  /** A browser gives a stream up at any answer but the one it wants, be it only that there is no room or no server just now.
      Ends when there is nobody to listen for any more, or at the signal. */
  const listen = async (tell, about, signal) => {
    let wait = 1000;
    while (await hear(tell, about(), signal)) {
      for (let status = 0; status !== 200;) {
        await pause(wait, signal);
        if (signal.aborted) return;
        const why = await refusal();
        status = why.status;
        if (status === 401) return;
        wait = status === 200 ? 1000 : why.wait || Math.min(wait * 1.5, 15000);
      }
      tell({ missed: true });
    }
  };

  const told = news => {
    if (news.said) show(news.said, news.atFirst);
    if (news.changed) changed(news.changed);
    if (news.missed) all();
  };

  /** One page of a browser listens for all, as a browser opens few connections to one place, and for whatever any of them
      shows; where pages cannot agree on one, each listens while it is looked at. */
  const live = () => {
    const leaving = new AbortController();
    const { signal } = leaving;
    window.addEventListener('pagehide', () => leaving.abort(), { once: true });
    /** A part that came with other topics is listened for from then on. */
    let wanted = new Set(topics());
    let again = new AbortController();
    const want = more => {
      if (more.every(topic => wanted.has(topic))) return;
      wanted = new Set([...more, ...wanted]);
      again.abort();
    };
    const keepListening = async (tell, over) => {
      while (!over.aborted) {
        again = new AbortController();
        await listen(tell, () => [...wanted].slice(0, 100), AbortSignal.any([over, again.signal]));
        if (!again.signal.aborted) return;
      }
    };
    const asked = announce => {
      ['clinic:renewed', 'htmx:afterSettle'].forEach(name => document.addEventListener(name, announce, { signal }));
    };
    if (!navigator.locks) {
      let hidden = new AbortController();
      const look = () => {
        hidden.abort();
        hidden = new AbortController();
        if (!document.hidden && !signal.aborted) keepListening(told, AbortSignal.any([signal, hidden.signal]));
      };
      document.addEventListener('visibilitychange', look, { signal });
      asked(() => want(topics()));
      look();
      return;
    }
    const others = new BroadcastChannel('clinic-told');
    let leads = false;
    const announce = () => leads ? want(topics()) : topics().length && others.postMessage({ wants: topics() });
    others.onmessage = ({ data }) => {
      if (data.wants && leads) want(data.wants);
      if (data.whoElse) announce();
      told(data);
    };
    asked(announce);
    announce();
    signal.addEventListener('abort', () => others.close());
    navigator.locks.request('clinic-told', { signal }, () => {
      if (signal.aborted) return undefined;
      leads = true;
      want(topics());
      others.postMessage({ whoElse: true });
      return keepListening(news => {
        told(news);
        others.postMessage(news);
      }, signal);
    }).catch(() => {});
  };
  if (document.querySelector('#told') && (bells.length || parts().length) && window.EventSource) {
    live();
    window.addEventListener('pageshow', event => {
      if (event.persisted) {
        live();
        all();
      }
    });
  }
})();
