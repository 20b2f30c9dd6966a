// What all pages share: the language, the focus, and parts of a page that fail alone.
(() => {
  'use strict';

  const announce = text => {
    const place = document.getElementById('announcements');
    if (place) {
      place.textContent = text;
    }
  };

  document.addEventListener('click', event => {
    const language = event.target.closest('[data-language]');
    if (language) {
      const secure = window.location.protocol === 'https:' ? '; Secure' : '';
      document.cookie = `lang=${language.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
      window.location.reload();
      return;
    }
    if (event.target.closest('[data-print]')) {
      window.print();
    }
  });

  // A form that was sent is not sent twice by an impatient second click.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.matches('[data-sign], [data-download], [method=get], [method=dialog]')) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'true';
  });
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
  });

  // A fragment that does not come says so in its own place, in the words of data-fragment-failed where it has its own; the rest of the
  // page stays.
  const failed = event => {
    const place = event.detail.target?.closest('[data-fragment]') ?? event.detail.elt?.closest('[data-fragment]');
    const template = document.getElementById(place?.dataset.fragmentFailed ?? 'fragment-failed');
    if (!place || !template) {
      return;
    }
    const note = document.createElement('p');
    note.className = 'state state-bad';
    note.append(template.content.cloneNode(true));
    place.replaceChildren(note);
    place.removeAttribute('aria-busy');
    announce(note.textContent);
  };
  ['htmx:responseError', 'htmx:sendError', 'htmx:timeout', 'htmx:swapError'].forEach(name =>
    document.addEventListener(name, failed));
  document.addEventListener('htmx:afterSettle', event => {
    event.detail.target?.closest?.('[aria-busy]')?.removeAttribute('aria-busy');
  });

  // A search field that narrows a long list: data-filter names the entries, data-filter-group what holds some of them.
  document.addEventListener('input', event => {
    const { filter, filterGroup } = event.target.dataset ?? {};
    if (!filter) {
      return;
    }
    const wanted = event.target.value.trim().toLocaleLowerCase();
    document.querySelectorAll(filter).forEach(entry => {
      entry.hidden = !entry.textContent.toLocaleLowerCase().includes(wanted);
    });
    if (filterGroup) {
      document.querySelectorAll(filterGroup).forEach(group => {
        group.hidden = !group.querySelector(`${filter}:not([hidden])`);
      });
    }
  });
  // Enter in such a field means "found", not "send the form".
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.dataset?.filter) {
      event.preventDefault();
    }
  });

  // A chosen file goes into a field as text; what is no text goes as base64. Nothing is sent before the form is.
  document.addEventListener('change', async event => {
    const { fileInto } = event.target.dataset ?? {};
    const file = event.target.files?.[0];
    const field = fileInto && document.getElementById(fileInto);
    if (!field || !file || (field.maxLength > 0 && file.size > field.maxLength / 2)) {
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = bytes.every(byte => byte < 0x7f);
    const characters = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
    field.value = text ? characters : btoa(characters);
  });

  // A receipt's promise turns into proof: the address of data-in-log answers well once the log has the event.
  const ATTEMPTS = 20;
  const prove = async (place, attempt) => {
    let proved = false;
    try {
      proved = (await fetch(place.dataset.inLog, { headers: { Accept: 'application/json' } })).ok;
    } catch {
      proved = false;
    }
    if (proved) {
      place.replaceChildren(document.getElementById('in-log').content.cloneNode(true));
    } else if (attempt < ATTEMPTS) {
      setTimeout(() => prove(place, attempt + 1), Math.min(1000 * attempt, 10000));
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    // What needs scripts waits for them; what signs waits for the script that signs.
    document.querySelectorAll('[data-with-script]').forEach(element => {
      if (!element.form?.matches('[data-sign]')) {
        element.hidden = false;
        element.disabled = false;
      }
    });
    document.querySelectorAll('[data-in-log]').forEach(place => prove(place, 1));
    document.querySelector('[data-focus]')?.focus();
  });
})();
