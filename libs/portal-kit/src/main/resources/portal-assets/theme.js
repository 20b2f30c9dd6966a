// The theme of the system, before the page is painted; paper is always light.
(() => {
  'use strict';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const set = theme => document.documentElement.setAttribute('data-bs-theme', theme);
  const follow = () => set(dark.matches ? 'dark' : 'light');
  follow();
  dark.addEventListener('change', follow);
  window.addEventListener('beforeprint', () => set('light'));
  window.addEventListener('afterprint', follow);
})();
