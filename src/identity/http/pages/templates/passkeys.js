// The one script of the pages: passkeys, which a browser gives to scripts alone. Everything else works without it.

import { api, create, isBrokenOff, Refusal, show } from './webauthn.js';

const LONGEST_MS = 4 * 60_000;

function tell(place, text) {
  place.querySelector('[data-passkey-status]').textContent = text;
}

function explain(place, error) {
  if (error.code === 'step_up_required') return tell(place, 'First confirm that it’s you.');
  if (error.name === 'InvalidStateError') tell(place, 'You already have a passkey on this device.');
  else if (isBrokenOff(error)) tell(place, 'Nothing was changed: the request was cancelled or took too long.');
  else if (error instanceof Refusal) tell(place, error.message);
  else tell(place, 'That didn’t work. Please try again in a moment.');
}

/** //evil.test would be one of somebody else. */
const isOwnPath = (path) => /^\/(?![/\\])/.test(path ?? '');

// Signing in

function offerSignIn(place) {
  const field = document.querySelector('input[autocomplete~="username"]');
  const goOn = field?.form?.querySelector('input[name="next"]')?.value;
  const remember = () => document.querySelector('input[name="remember"]')?.checked ?? false;
  let waiting;
  let pressed = false;

  async function signIn(more) {
    const response = await show(more);
    await api('POST', '/session/passkey', { response, remember: remember() });
    location.assign(isOwnPath(goOn) ? goOn : '/app');
  }

  /** Passkeys among the suggestions of the address field; begun again before the challenge lapses. */
  async function suggest() {
    if (!field || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    // The browser takes one request at a time, and the button's comes first.
    if (pressed) return;
    field.autocomplete = 'username webauthn';
    waiting?.abort();
    const mine = (waiting = new AbortController());
    const timer = setTimeout(suggest, LONGEST_MS);
    try {
      await signIn({ mediation: 'conditional', signal: mine.signal });
    } catch (error) {
      if (!isBrokenOff(error)) explain(place, error);
      if (error instanceof Refusal && mine === waiting) suggestLater();
    } finally {
      clearTimeout(timer);
    }
  }

  /** The service has said no: an authenticator that answers by itself would be asked for ever. A person may ask again. */
  function suggestLater() {
    // The same listener, so that it is there once however many were refused.
    field?.addEventListener('focus', suggestNow, { once: true });
  }
  const suggestNow = () => void suggest();

  place.querySelector('[data-passkey-button]').addEventListener('click', async () => {
    pressed = true;
    waiting?.abort();
    tell(place, '');
    try {
      await signIn();
    } catch (error) {
      pressed = false;
      explain(place, error);
      if (error instanceof Refusal) suggestLater();
      else void suggest();
    }
  });
  place.hidden = false;
  void suggest();
}

// Making one on the page that a mailed link opens

function offerChoice(place) {
  const form = place.querySelector('form');
  const { token, response } = form.elements;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    tell(place, '');
    try {
      const options = await api('POST', '/email-verifications/passkey-options', { token: token.value });
      response.value = JSON.stringify(await create(options));
      form.submit();
    } catch (error) {
      explain(place, error);
    }
  });
  place.hidden = false;
}

// Showing again who one is

const stepUp = async () => api('POST', '/session/step-up', { response: await show() });

function offerStepUp(place) {
  place.querySelector('[data-passkey-button]').addEventListener('click', async () => {
    try {
      await stepUp();
      location.assign(place.dataset.passkeyStepUp);
    } catch (error) {
      explain(place, error);
    }
  });
  place.hidden = false;
}

// The person's own passkeys

function manage(place) {
  const list = place.querySelector('[data-passkey-list]');
  const template = place.querySelector('template');
  const form = place.querySelector('[data-passkey-form]');
  const date = new Intl.DateTimeFormat(place.dataset.locale, { dateStyle: 'medium' });

  /** Does it, after the person has shown again who they are where the service wants that. */
  async function stepped(work) {
    try {
      return await work();
    } catch (error) {
      if (error.code !== 'step_up_required' || list.children.length === 0) throw error;
      await stepUp();
      return await work();
    }
  }

  function action(work) {
    return async (event) => {
      event.preventDefault();
      tell(place, '');
      try {
        const done = await work(event);
        await refresh();
        if (done) tell(place, done);
      } catch (error) {
        if (error.code === 'unauthenticated') location.reload();
        else explain(place, error);
      }
    };
  }

  function itemOf({ id, name, createdAt, lastUsedAt, backedUp }) {
    const item = template.content.firstElementChild.cloneNode(true);
    const part = (key) => item.querySelector(`[data-passkey-${key}]`);
    part('name').textContent = name;
    part('facts').textContent = [
      `Added ${date.format(new Date(createdAt))}`,
      lastUsedAt ? `last used ${date.format(new Date(lastUsedAt))}` : 'not used yet',
      backedUp ? 'backed up' : 'on one device only',
    ].join(' · ');
    const [renaming, removing] = [part('renaming'), part('removing')];
    const field = renaming.querySelector('input');
    for (const [key, panel] of [
      ['rename', renaming],
      ['remove', removing],
    ]) {
      const button = part(key);
      button.setAttribute('aria-label', `${button.textContent} ${name}`);
      button.addEventListener('click', () => {
        panel.hidden = !panel.hidden;
        field.value = name;
        if (!panel.hidden) panel.querySelector('input, button').focus();
      });
    }
    field.setAttribute('aria-label', `New name for ${name}`);
    renaming.addEventListener(
      'submit',
      action(async () => {
        await api('PATCH', `/me/passkeys/${id}`, { name: field.value });
        return 'Renamed.';
      }),
    );
    removing.addEventListener(
      'submit',
      action(async () => {
        await stepped(() => api('DELETE', `/me/passkeys/${id}`));
        return 'Removed. Delete it on your device too, so that the device stops offering it.';
      }),
    );
    return item;
  }

  async function refresh() {
    const { items } = await api('GET', '/me/passkeys?limit=200');
    list.replaceChildren(...items.map(itemOf));
    place.querySelector('[data-passkey-none]').hidden = items.length > 0;
  }

  form.addEventListener(
    'submit',
    action(async () => {
      const response = await create(await stepped(() => api('POST', '/me/passkeys/options')));
      const name = form.elements.name.value.trim();
      await api('POST', '/me/passkeys', { response, ...(name && { name }) });
      form.reset();
      return 'Added. You can sign in with it from now on.';
    }),
  );
  refresh().catch((error) => explain(place, error));
  form.hidden = false;
}

if (window.PublicKeyCredential) {
  document.querySelectorAll('[data-passkey-sign-in]').forEach(offerSignIn);
  document.querySelectorAll('[data-passkey-choice]').forEach(offerChoice);
  document.querySelectorAll('[data-passkey-step-up]').forEach(offerStepUp);
  document.querySelectorAll('[data-passkeys]').forEach(manage);
}
