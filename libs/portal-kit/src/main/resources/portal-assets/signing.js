// Signing with NCALayer, the program of the National Certification Authority on the reader's own machine.
//
// A form with data-sign holds the document (base64) in its field "document"; on submit the document goes to NCALayer, and
// the form is sent with the signature (CMS, base64, document attached) in its field "signature". The key and its password
// never reach this page, and the page decides nothing: every check of the signature is made by the service.
//
// A form with data-sign-challenge asks that address for its document first (POST, answered with challengeId and challenge),
// so that a document that lives for minutes is as fresh as the click. A button with data-sign-storages="all" offers keys from
// files too; otherwise NCALayer is asked for protected carriers only (R150-38).
//
// States: idle -> connecting -> (greeted) busy -> sending, or one of the outcomes: silent, absent, stranger, cancelled, error,
// lost, unreadable. Each is explained by a text of the dialog, in the page's language.
(() => {
  'use strict';

  const CONNECT_MILLISECONDS = 3000;
  const HEARTBEAT = '--heartbeat--';
  const SIGNING = '1.3.6.1.5.5.7.3.4';
  const TOKENS = ['AKKaztokenStore', 'AKKZIDCardStore', 'AKEToken72KStore', 'AKEToken5110Store', 'AKJaCartaStore', 'AKAKEYStore'];

  class Outcome extends Error {
    constructor(kind, code = '') {
      super(kind);
      this.kind = kind;
      this.code = code;
    }
  }

  const page = document.documentElement;
  const demo = page.dataset.demo === 'true';
  const address = page.dataset.ncalayer;

  // Connects and waits for the greeting, which the program sends first.
  const connect = (scheme, signal) => new Promise((resolve, reject) => {
    let opened = false;
    let socket;
    try {
      socket = new WebSocket(`${scheme}://${address}/`);
    } catch {
      reject(new Outcome('absent'));
      return;
    }
    const settle = (act, value) => {
      clearTimeout(timer);
      socket.onmessage = socket.onerror = socket.onclose = null;
      act(value);
    };
    const fail = kind => {
      settle(reject, new Outcome(kind));
      socket.close();
    };
    const timer = setTimeout(() => fail(opened ? 'stranger' : 'absent'), CONNECT_MILLISECONDS);
    signal.addEventListener('abort', () => fail('cancelled'), { once: true });
    socket.onopen = () => {
      opened = true;
    };
    socket.onerror = () => fail(opened ? 'lost' : 'absent');
    socket.onclose = () => fail(opened ? 'lost' : 'absent');
    socket.onmessage = message => {
      if (message.data === HEARTBEAT) {
        return;
      }
      const version = parse(message.data)?.result?.version;
      if (typeof version === 'string' && version !== '') {
        settle(resolve, socket);
      } else {
        fail('stranger');
      }
    };
  });

  const parse = text => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };

  // The signature of an answer, as bare base64.
  const signatureOf = answer => {
    if (answer === null || typeof answer !== 'object') {
      throw new Outcome('unreadable');
    }
    if (answer.status === false || answer.success === false) {
      throw new Outcome('error', String(answer.code ?? answer.errorCode ?? '').slice(0, 60));
    }
    if (answer.status !== true) {
      throw new Outcome('unreadable');
    }
    let result = answer.body?.result;
    if (result === undefined || result === null) {
      throw new Outcome('cancelled');
    }
    if (typeof result === 'object' && !Array.isArray(result)) {
      result = result.signatures;
    }
    if (Array.isArray(result) && result.length === 1) {
      result = result[0];
    }
    if (typeof result !== 'string') {
      throw new Outcome('unreadable');
    }
    const bare = result.replace(/-----(BEGIN|END) CMS-----/g, '').replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(bare)) {
      throw new Outcome('unreadable');
    }
    return bare;
  };

  // The person takes minutes in NCALayer's window, so the answer has no time limit.
  const ask = (socket, request, signal) => new Promise((resolve, reject) => {
    const end = (act, value) => {
      socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
      act(value);
    };
    signal.addEventListener('abort', () => end(reject, new Outcome('cancelled')), { once: true });
    socket.onerror = () => end(reject, new Outcome('lost'));
    socket.onclose = () => end(reject, new Outcome('lost'));
    socket.onmessage = message => {
      if (message.data !== HEARTBEAT) {
        end(resolve, parse(message.data));
      }
    };
    socket.send(JSON.stringify(request));
  });

  // Fills the form with a document made for this very signing.
  const prepare = async (form, signal) => {
    let issued;
    try {
      const answer = await fetch(form.dataset.signChallenge, {
        method: 'POST', headers: { Accept: 'application/json' }, signal,
      });
      issued = answer.ok ? await answer.json() : null;
    } catch {
      issued = null;
    }
    if (typeof issued?.challenge !== 'string') {
      throw new Outcome('silent');
    }
    form.elements.challengeId.value = issued.challengeId;
    form.elements.document.value = issued.challenge;
  };

  const sign = async (form, storages, usages, show, signal) => {
    show('connecting');
    if (form.dataset.signChallenge) {
      await prepare(form, signal);
    }
    let socket;
    try {
      socket = await connect('wss', signal);
    } catch (outcome) {
      if (!demo || outcome.kind !== 'absent') {
        throw outcome;
      }
      socket = await connect('ws', signal);
    }
    show('busy');
    const signerParams = { extKeyUsageOids: usages };
    if (demo) {
      signerParams.chain = [];
    }
    return signatureOf(await ask(socket, {
      module: 'kz.gov.pki.knca.basics',
      method: 'sign',
      args: {
        allowedStorages: storages,
        format: 'cms',
        data: form.elements.document.value,
        signingParams: { decode: true, encapsulate: true, digested: false },
        signerParams,
        locale: page.lang,
      },
    }, signal));
  };

  const start = (form, submitter) => {
    const dialog = document.getElementById('signing');
    const state = document.getElementById('signing-state');
    const again = dialog.querySelector('[data-signing-again]');
    const close = dialog.querySelector('[data-signing-close]');
    const abort = new AbortController();

    const show = (kind, code = '') => {
      const text = dialog.querySelector(`template[data-signing-text="${kind}"]`).content.cloneNode(true);
      const codePlace = text.querySelector('[data-signing-code]');
      if (codePlace) {
        if (code === '') {
          codePlace.parentElement.remove();
        } else {
          codePlace.textContent = code;
        }
      }
      state.replaceChildren(text);
      dialog.dataset.state = kind;
      const over = !['connecting', 'busy', 'sending'].includes(kind);
      again.hidden = !over;
      close.hidden = kind === 'sending';
      if (over) {
        again.focus();
      }
    };

    again.onclick = () => start(form, submitter);
    close.onclick = () => dialog.close();
    dialog.onclose = () => abort.abort();
    if (!dialog.open) {
      dialog.showModal();
    }

    const usages = (form.dataset.signUsage ?? SIGNING).split(' ').filter(usage => usage !== '');
    const storages = demo || submitter?.dataset.signStorages === 'all' ? null : TOKENS;
    sign(form, storages, usages, show, abort.signal).then(signature => {
      form.elements.signature.value = signature;
      show('sending');
      dialog.oncancel = event => event.preventDefault();
      HTMLFormElement.prototype.submit.call(form);
    }).catch(outcome => {
      if (dialog.open && !abort.signal.aborted) {
        show(outcome.kind ?? 'unreadable', outcome.code ?? '');
      }
    });
  };

  // A form sent a moment too early, or without this script, would be sent without its signature. The script is deferred: all
  // of the page is there, and nobody has looked for what to focus yet.
  document.querySelectorAll('form[data-sign]').forEach(form => {
    for (const element of form.elements) {
      if (element.hasAttribute('data-with-script')) {
        element.disabled = false;
      }
    }
  });

  document.addEventListener('submit', event => {
    // A button with an address of its own leads elsewhere, with the document and without a signature.
    if (event.target.matches('form[data-sign]') && !event.submitter?.hasAttribute('formaction')) {
      event.preventDefault();
      start(event.target, event.submitter);
    }
  });
})();
