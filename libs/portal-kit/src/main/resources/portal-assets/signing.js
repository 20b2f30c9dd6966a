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
// The module "basics" is asked first: it shows all carriers in one window. Where NCALayer lacks it, the older "commonUtils" is
// told which carrier to open, so the page asks the person first if there are several.
//
// States: idle -> connecting -> (greeted) busy [-> tokens -> connecting -> busy] -> sending, or one of the outcomes: silent,
// clock, absent, blocked, stranger, module, tokenless, cancelled, error, lost, unreadable. Each is explained by a text of the
// dialog, in the page's language.
(() => {
  'use strict';

  const CONNECT_MILLISECONDS = 3000;
  const PERMISSION_MILLISECONDS = 120000;
  const CLOCK_TOLERANCE_MILLISECONDS = 5 * 60000;
  const HEARTBEAT = '--heartbeat--';
  const BASICS = 'kz.gov.pki.knca.basics';
  const COMMON_UTILS = 'kz.gov.pki.knca.commonUtils';
  const SIGNING = '1.3.6.1.5.5.7.3.4';
  const TOKENS = ['AKKaztokenStore', 'AKKZIDCardStore', 'AKEToken72KStore', 'AKEToken5110Store', 'AKJaCartaStore', 'AKAKEYStore'];
  const FILE = 'PKCS12';

  // How a signing ended, or what is shown on the way; the particulars go to the places of that name in its text.
  class Outcome extends Error {
    constructor(kind, particulars = {}) {
      super(kind);
      this.kind = kind;
      this.particulars = particulars;
    }
  }

  const page = document.documentElement;
  const demo = page.dataset.demo === 'true';
  const address = page.dataset.ncalayer;
  const script = document.currentScript.src;

  // NCALayer signs with this computer's time, and the service refuses a signature whose time is off. The server's time is cut
  // to the second, and the answer took its time: in doubt the clock is right.
  const checkClock = (answer, sent) => {
    const received = Date.now();
    const server = Date.parse(answer.headers.get('Date') ?? '');
    const slow = server - received;
    const fast = sent - server - 1000;
    if (slow >= CLOCK_TOLERANCE_MILLISECONDS) {
      throw new Outcome('clock', { slow: Math.round(slow / 60000) });
    }
    if (fast >= CLOCK_TOLERANCE_MILLISECONDS) {
      throw new Outcome('clock', { fast: Math.round(fast / 60000) });
    }
  };

  const askTime = async () => {
    const sent = Date.now();
    let answer;
    try {
      answer = await fetch(script, {
        method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(CONNECT_MILLISECONDS),
      });
    } catch {
      // The clock cannot be compared; the service will say whether the signature's time is right.
      return;
    }
    checkClock(answer, sent);
  };

  // What the browser lets a page do with programs on this computer. Browsers differ in the name, and many ask nobody.
  const permission = async () => {
    for (const name of ['loopback-network', 'local-network-access']) {
      try {
        return (await navigator.permissions.query({ name })).state;
      } catch {
        // This browser does not know the name.
      }
    }
    return 'granted';
  };

  // Connects and waits for the greeting, which the program sends first.
  const connect = (scheme, patience, signal) => new Promise((resolve, reject) => {
    let opened = false;
    if (signal.aborted) {
      reject(new Outcome('cancelled'));
      return;
    }
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
    let timer = setTimeout(() => fail('absent'), patience);
    signal.addEventListener('abort', () => fail('cancelled'), { once: true });
    socket.onopen = () => {
      opened = true;
      clearTimeout(timer);
      timer = setTimeout(() => fail('stranger'), CONNECT_MILLISECONDS);
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

  // A browser that first asks the person must be given the time that a person takes.
  const reach = async signal => {
    const patience = await permission() === 'prompt' ? PERMISSION_MILLISECONDS : CONNECT_MILLISECONDS;
    let absent;
    // The stand-in of the demo speaks in clear, and would leave a TLS greeting without an answer.
    for (const scheme of demo ? ['ws', 'wss'] : ['wss']) {
      try {
        return await connect(scheme, patience, signal);
      } catch (outcome) {
        if (outcome.kind !== 'absent') {
          throw outcome;
        }
        absent = outcome;
      }
    }
    // The page hears the same from a browser that blocks as from a program that does not run.
    throw await permission() === 'denied' ? new Outcome('blocked') : absent;
  };

  const failed = code => new Outcome('error', { code: String(code ?? '').slice(0, 60) });

  const requireObject = answer => {
    if (answer === null || typeof answer !== 'object') {
      throw new Outcome('unreadable');
    }
    if ([answer.errorCode, answer.code].includes('MODULE_NOT_FOUND')) {
      throw new Outcome('module');
    }
  };

  // The result of an answer of basics.
  const resultOf = answer => {
    requireObject(answer);
    if (answer.status === false || answer.success === false) {
      throw failed(answer.code ?? answer.errorCode);
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
    return Array.isArray(result) && result.length === 1 ? result[0] : result;
  };

  // The result of an answer of commonUtils, which calls cancelling an error.
  const responseOf = answer => {
    requireObject(answer);
    if (answer.message === 'action.canceled') {
      throw new Outcome('cancelled');
    }
    if (answer.success === false || (answer.code !== undefined && String(answer.code) !== '200')) {
      throw failed(answer.message || (answer.code ?? answer.errorCode));
    }
    return answer.responseObject;
  };

  const bareSignature = result => {
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
      act(value);
    };
    if (signal.aborted || socket.readyState !== WebSocket.OPEN) {
      end(reject, new Outcome(signal.aborted ? 'cancelled' : 'lost'));
      return;
    }
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

  // One connection; answers carry no id, so its requests go one after the other.
  const converse = async (signal, talk) => {
    const socket = await reach(signal);
    try {
      return await talk(request => ask(socket, request, signal));
    } finally {
      socket.close();
    }
  };

  // Fills the form with a document made for this very signing.
  const prepare = async (form, signal) => {
    const sent = Date.now();
    let answer;
    let issued;
    try {
      answer = await fetch(form.dataset.signChallenge, {
        method: 'POST', headers: { Accept: 'application/json' }, signal,
      });
      issued = answer.ok ? await answer.json() : null;
    } catch {
      issued = null;
    }
    if (typeof issued?.challenge !== 'string') {
      throw new Outcome('silent');
    }
    checkClock(answer, sent);
    form.elements.challengeId.value = issued.challengeId;
    form.elements.document.value = issued.challenge;
  };

  const signWithBasics = async (talk, content, files, usages) => {
    const signerParams = { extKeyUsageOids: usages };
    if (demo) {
      signerParams.chain = [];
    }
    return resultOf(await talk({
      module: BASICS,
      method: 'sign',
      args: {
        allowedStorages: files ? null : TOKENS,
        format: 'cms',
        data: content,
        signingParams: { decode: true, encapsulate: true, digested: false },
        signerParams,
        locale: page.lang,
      },
    }));
  };

  // The permitted carriers that are there. Files are always there.
  const carriersOf = async (talk, files) => {
    const attached = responseOf(await talk({ module: COMMON_UTILS, method: 'getActiveTokens' }));
    if (!Array.isArray(attached)) {
      throw new Outcome('unreadable');
    }
    const carriers = TOKENS.filter(token => attached.includes(token));
    return files ? [...carriers, FILE] : carriers;
  };

  const signWithCommonUtils = async (talk, content, carrier) => responseOf(await talk({
    module: COMMON_UTILS,
    method: 'createCAdESFromBase64',
    args: [carrier, 'SIGNATURE', content, true],
  }));

  const sign = async (form, files, usages, dialog, signal) => {
    dialog.show('connecting');
    if (form.dataset.signChallenge) {
      await prepare(form, signal);
    } else {
      await askTime();
    }
    const content = form.elements.document.value;
    const first = await converse(signal, async talk => {
      dialog.show('busy');
      try {
        return { result: await signWithBasics(talk, content, files, usages) };
      } catch (outcome) {
        if (outcome.kind !== 'module') {
          throw outcome;
        }
      }
      const carriers = await carriersOf(talk, files);
      if (carriers.length === 0) {
        throw new Outcome('tokenless');
      }
      return carriers.length > 1 ? { carriers } : { result: await signWithCommonUtils(talk, content, carriers[0]) };
    });
    if (first.result !== undefined) {
      return bareSignature(first.result);
    }
    // The person may take minutes to choose; no connection is kept open for it.
    const carrier = await dialog.choose(first.carriers);
    dialog.show('connecting');
    return bareSignature(await converse(signal, talk => {
      dialog.show('busy');
      return signWithCommonUtils(talk, content, carrier);
    }));
  };

  const start = (form, submitter) => {
    const dialog = document.getElementById('signing');
    const state = document.getElementById('signing-state');
    const again = dialog.querySelector('[data-signing-again]');
    const close = dialog.querySelector('[data-signing-close]');
    const abort = new AbortController();

    // A paragraph with a place for a particular is shown only where there is one.
    const show = (kind, particulars = {}) => {
      const text = dialog.querySelector(`template[data-signing-text="${kind}"]`).content.cloneNode(true);
      for (const place of text.querySelectorAll('[data-signing-particular]')) {
        const value = String(particulars[place.dataset.signingParticular] ?? '');
        if (value === '') {
          place.closest('p').remove();
        } else {
          place.textContent = value;
        }
      }
      state.replaceChildren(text);
      dialog.dataset.state = kind;
      const over = !['connecting', 'busy', 'sending', 'tokens'].includes(kind);
      again.hidden = !over;
      close.hidden = kind === 'sending';
      if (over) {
        again.focus();
      }
    };

    const choose = carriers => new Promise((resolve, reject) => {
      show('tokens');
      for (const button of state.querySelectorAll('[data-signing-carrier]')) {
        const carrier = button.dataset.signingCarrier;
        if (carriers.includes(carrier)) {
          button.onclick = () => resolve(carrier);
        } else {
          button.remove();
        }
      }
      state.querySelector('[data-signing-carrier]').focus();
      abort.signal.addEventListener('abort', () => reject(new Outcome('cancelled')), { once: true });
    });

    again.onclick = () => start(form, submitter);
    close.onclick = () => dialog.close();
    dialog.onclose = () => abort.abort();
    if (!dialog.open) {
      dialog.showModal();
    }

    const usages = (form.dataset.signUsage ?? SIGNING).split(' ').filter(usage => usage !== '');
    const files = demo || submitter?.dataset.signStorages === 'all';
    sign(form, files, usages, { show, choose }, abort.signal).then(signature => {
      form.elements.signature.value = signature;
      show('sending');
      dialog.oncancel = event => event.preventDefault();
      HTMLFormElement.prototype.submit.call(form);
    }).catch(outcome => {
      if (dialog.open && !abort.signal.aborted) {
        show(outcome.kind ?? 'unreadable', outcome.particulars);
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
