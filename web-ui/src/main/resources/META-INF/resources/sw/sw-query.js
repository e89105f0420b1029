// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
//
// <sw-query>: the field of a KQL query with suggestions below it. The server knows what can come
// where; this shows it, and puts what is chosen into the text. Without a text it offers the last
// ten queries of this browser.
(() => {
  const STORED = 'sw-queries';
  const KEPT = 10;
  let numbers = 0;

  const history = () => {
    try {
      return JSON.parse(localStorage.getItem(STORED)) ?? [];
    } catch {
      return [];
    }
  };
  const remember = (text) => {
    if (!text.trim()) return;
    const all = [text, ...history().filter((each) => each !== text)].slice(0, KEPT);
    try {
      localStorage.setItem(STORED, JSON.stringify(all));
    } catch {
      // a browser that stores nothing remembers nothing
    }
  };

  class StillwatchQuery extends HTMLElement {
    #input; #list; #options = []; #chosen = -1; #typing; #query = '';

    set query(text) {
      this.#query = text ?? '';
      if (this.#input && this.#input.value !== this.#query) this.#input.value = this.#query;
      this.#close();
    }
    get query() { return this.#input ? this.#input.value : this.#query; }

    connectedCallback() {
      if (Object.hasOwn(this, 'query')) {
        this.#query = this.query;
        delete this.query;
      }
      if (!this.#input) this.#build();
      addEventListener('keydown', this.#slash);
    }

    disconnectedCallback() { removeEventListener('keydown', this.#slash); }

    // Called by the server with what fits at the caret of that text.
    suggest(text, json) {
      if (text === this.#input.value && document.activeElement === this.#input) this.#show(JSON.parse(json));
    }

    #build() {
      const id = `sw-suggestions-${numbers++}`;
      this.#input = document.createElement('input');
      const attributes = { type: 'text', role: 'combobox', 'aria-label': 'KQL query', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', placeholder: 'host.name: "ops-1" and message: logrotate' };
      Object.entries(attributes).forEach(([name, value]) => this.#input.setAttribute(name, value));
      this.#input.value = this.#query;
      this.#list = document.createElement('ul');
      this.#list.id = id;
      this.#list.setAttribute('role', 'listbox');
      this.#list.setAttribute('aria-label', 'Suggestions');
      this.#list.hidden = true;
      this.append(this.#input, this.#list);
      this.#input.addEventListener('input', () => this.#typed());
      this.#input.addEventListener('focus', () => { if (!this.#input.value) this.#offerHistory(); });
      this.#input.addEventListener('blur', () => this.#close());
      this.#input.addEventListener('keydown', (event) => this.#key(event));
    }

    #typed() {
      clearTimeout(this.#typing);
      this.#close(); // what was suggested is for another text
      if (!this.#input.value) {
        this.#offerHistory();
        return;
      }
      this.#typing = setTimeout(() => this.#tell('sw-type', { text: this.#input.value, caret: this.#input.selectionStart }), 120);
    }

    #offerHistory() {
      this.#show(history().map((text) => ({ text, note: 'searched before', from: 0, to: this.#input.value.length })));
    }

    #show(options) {
      this.#options = options;
      this.#chosen = -1;
      this.#list.replaceChildren(...options.map((option, i) => {
        const item = document.createElement('li');
        item.id = `${this.#list.id}-${i}`;
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        const text = document.createElement('span');
        text.textContent = option.text;
        const note = document.createElement('small');
        note.textContent = option.note;
        item.append(text, note);
        item.addEventListener('mousedown', (event) => {
          event.preventDefault(); // the field keeps the focus
          this.#take(i);
        });
        return item;
      }));
      this.#list.hidden = options.length === 0;
      this.#input.setAttribute('aria-expanded', String(options.length > 0));
      this.#input.removeAttribute('aria-activedescendant');
    }

    #close() {
      if (this.#list && !this.#list.hidden) this.#show([]);
    }

    #choose(index) {
      [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
      this.#chosen = index;
      const item = this.#list.children[index];
      item?.scrollIntoView({ block: 'nearest' });
      if (item) this.#input.setAttribute('aria-activedescendant', item.id);
      else this.#input.removeAttribute('aria-activedescendant');
    }

    #take(index) {
      const { text, from, to } = this.#options[index];
      this.#input.setRangeText(text, from, to, 'end');
      this.#close();
      this.#input.focus();
      this.#typed();
    }

    #key(event) {
      const open = !this.#list.hidden;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && open) {
        event.preventDefault();
        const count = this.#options.length;
        this.#choose(this.#chosen < 0 ? (step > 0 ? 0 : count - 1) : (this.#chosen + step + count) % count);
      } else if (step === 1) {
        event.preventDefault();
        this.#typed();
      } else if (event.key === 'Tab' && open && this.#chosen >= 0) {
        event.preventDefault();
        this.#take(this.#chosen);
      } else if (event.key === 'Escape' && open) {
        event.preventDefault();
        event.stopPropagation();
        this.#close();
      } else if (event.key === 'Enter') {
        event.preventDefault();
        clearTimeout(this.#typing);
        if (open && this.#chosen >= 0) this.#take(this.#chosen);
        else this.search();
      }
    }

    // Called by the server too, for the button beside the field.
    search() {
      this.#close();
      clearTimeout(this.#typing);
      remember(this.#input.value);
      this.#tell('sw-search', { text: this.#input.value });
    }

    // "/" goes to the query, but not while something else is typed into.
    #slash = (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/INPUT|TEXTAREA|SELECT/.test(document.activeElement?.tagName)) return;
      event.preventDefault();
      this.#input.focus();
    };

    #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }
  }
  customElements.define('sw-query', StillwatchQuery);
})();
