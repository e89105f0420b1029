// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
//
// <sw-keys>: the shortcuts of one key, or of g and one more. They click what is on the page, so
// there is nothing that only they can do.
(() => {
  const VIEWS = { o: '', t: 'timelines', a: 'alerts', n: 'anomalies', f: 'findings', d: 'discover', s: 'sources', m: 'detector', x: 'admin' };
  const PATIENCE = 1500;

  class StillwatchKeys extends HTMLElement {
    #goes = 0;

    connectedCallback() { addEventListener('keydown', this.#key); }
    disconnectedCallback() { removeEventListener('keydown', this.#key); }

    #key = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const active = document.activeElement;
      if (/INPUT|TEXTAREA|SELECT/.test(active?.tagName) || active?.closest?.('vaadin-dialog-overlay, [role="dialog"]')) return;
      const going = performance.now() - this.#goes < PATIENCE;
      this.#goes = 0;
      if (going && Object.hasOwn(VIEWS, event.key)) this.#go(VIEWS[event.key]);
      else if (event.key === 'g') this.#goes = performance.now();
      else if (event.key === '?') this.dispatchEvent(new CustomEvent('sw-help'));
      else if (event.key === 'e') document.querySelector('[data-shortcut="e"]')?.click();
    };

    #go(path) {
      const item = [...document.querySelectorAll('vaadin-side-nav-item')].find((each) => (each.path ?? '').split('?')[0] === path);
      item?.shadowRoot?.querySelector('a')?.click();
    }
  }
  customElements.define('sw-keys', StillwatchKeys);
})();
