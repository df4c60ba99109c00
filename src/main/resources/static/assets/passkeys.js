/* Asks the browser's devices for a passkey. Without this script there is the password, and nothing of this is shown. */
(() => {
  'use strict';
  if (!window.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) return;

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  const read = options => {
    const known = list => (list ?? []).map(key => ({ ...key, id: bytes(key.id) }));
    const asked = { ...options, challenge: bytes(options.challenge) };
    if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
    asked.excludeCredentials = known(asked.excludeCredentials);
    asked.allowCredentials = known(asked.allowCredentials);
    return asked;
  };

  const written = key => {
    const said = key.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
      response.transports = said.getTransports ? said.getTransports() : [];
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      if (said.userHandle) response.userHandle = text(said.userHandle);
    }
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type, response,
      authenticatorAttachment: key.authenticatorAttachment ?? undefined,
      clientExtensionResults: key.getClientExtensionResults(),
    });
  };

  const ask = async form => {
    const answer = await fetch(form.dataset.passkey, {
      method: 'POST', headers: { 'X-CSRF-TOKEN': form.elements._csrf.value, Accept: 'application/json' },
    });
    if (answer.status === 401) {
      location.assign('/confirm-it-is-you?continue=' + encodeURIComponent(location.pathname));
      return null;
    }
    if (!answer.ok) throw new Error('refused');
    const publicKey = read(await answer.json());
    return publicKey.user ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
  };

  document.querySelectorAll('form[data-passkey]').forEach(form => {
    form.closest('[data-passkeys]').hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      event.stopPropagation();
      const failed = form.querySelector('[data-failed]');
      failed.hidden = true;
      try {
        const key = await ask(form);
        if (!key) return;
        form.elements.credential.value = written(key);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  });
})();
