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
    if (event.defaultPrevented || form.matches('[data-sign], [method=get], [method=dialog]')) {
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

  // A fragment that does not come says so in its own place; the rest of the page stays.
  const failed = event => {
    const place = event.detail.target?.closest('[data-fragment]') ?? event.detail.elt?.closest('[data-fragment]');
    const template = document.getElementById('fragment-failed');
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

  document.addEventListener('DOMContentLoaded', () => document.querySelector('[data-focus]')?.focus());
})();
